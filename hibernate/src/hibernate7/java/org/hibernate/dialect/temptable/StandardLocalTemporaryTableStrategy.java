package org.hibernate.dialect.temptable;

import org.hibernate.query.sqm.mutation.spi.AfterUseAction;

/** Stands for the class of Hibernate 7 while the dialect is compiled; it is in no jar. */
public class StandardLocalTemporaryTableStrategy implements TemporaryTableStrategy {

    public AfterUseAction getTemporaryTableAfterUseAction() {
        throw new UnsupportedOperationException();
    }
}
