package io.github.redshiftdata.emulator.engine;

import java.util.List;

/** What the dialect must ask the database before it can rewrite a statement. A question changes nothing and runs nothing. */
interface DatabaseFacts {

    /** Where there is no database to ask. */
    DatabaseFacts NONE = new DatabaseFacts() {
        @Override
        public List<Column> columns(String query) throws EngineException {
            throw Dialect.failure("the columns of a query are not known here");
        }

        @Override
        public boolean isView(String name) {
            return false;
        }

        @Override
        public boolean isFunction(String name) {
            return false;
        }

        @Override
        public List<List<String>> procedures(String name) {
            return List.of();
        }
    };

    /**
     * A column of a query.
     *
     * @param name its label
     * @param type the name of its type in PostgreSQL
     * @param precision of a NUMERIC; 0 where it is not known
     * @param scale of a NUMERIC
     */
    record Column(String name, String type, int precision, int scale) {}

    /**
     * The columns that a query would give.
     *
     * @param query in PostgreSQL's SQL
     * @throws EngineException in the database's words, without a position, where the query is none
     */
    List<Column> columns(String query) throws EngineException;

    /** Whether this name, as SQL has it, is that of a view. */
    boolean isView(String name);

    /** Whether users have made a function of this name, without a schema before it, that a call finds. */
    boolean isFunction(String name);

    /** The types of the input arguments of each procedure that this name, as SQL has it, stands for. */
    List<List<String>> procedures(String name);
}
