package org.hibernate.query.sqm.mutation.spi;

/** Stands for the class of Hibernate 7 while the dialect is compiled; it is in no jar. */
public enum AfterUseAction {
    DROP
}
