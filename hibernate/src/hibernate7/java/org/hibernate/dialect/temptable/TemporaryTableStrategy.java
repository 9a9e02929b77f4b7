package org.hibernate.dialect.temptable;

/** Stands for the class of Hibernate 7 while the dialect is compiled; it is in no jar. */
public interface TemporaryTableStrategy {}
