package io.github.redshiftdata.hibernate;

import org.hibernate.dialect.temptable.StandardLocalTemporaryTableStrategy;
import org.hibernate.dialect.temptable.TemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.spi.AfterUseAction;

/** A temporary table is created before it is used and dropped afterwards. This class is not loaded with Hibernate 6. */
final class TemporaryTablesOfHibernate7 extends StandardLocalTemporaryTableStrategy {

    private TemporaryTablesOfHibernate7() {}

    /** A method, so that the dialect itself names no class which Hibernate 6 lacks. */
    static TemporaryTableStrategy make() {
        return new TemporaryTablesOfHibernate7();
    }

    @Override
    public AfterUseAction getTemporaryTableAfterUseAction() {
        return AfterUseAction.DROP;
    }
}
