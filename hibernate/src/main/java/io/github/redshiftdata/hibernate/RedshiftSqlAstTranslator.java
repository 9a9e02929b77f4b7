package io.github.redshiftdata.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.jspecify.annotations.Nullable;

/** Writes HQL and criteria as Redshift's SQL, where that differs from the standard's. */
class RedshiftSqlAstTranslator<T extends JdbcOperation> extends StandardSqlAstTranslator<T> {

    private final TemporaryTables temporaryTables;

    RedshiftSqlAstTranslator(
            SessionFactoryImplementor sessionFactory, Statement statement, TemporaryTables temporaryTables) {
        super(sessionFactory, statement);
        this.temporaryTables = temporaryTables;
    }

    /** Hibernate 6.6 forgets the blank behind BY where it does not know the function before it. */
    @Override
    public void appendSql(String fragment) {
        super.appendSql(
                fragment.equals(" within group (order by") ? fragment + " " : temporaryTables.written(fragment));
    }

    /** Redshift has no ON CONFLICT, and no keys that it enforces: without the clause rows would be there twice. */
    @Override
    protected void visitConflictClause(@Nullable ConflictClause conflictClause) {
        if (conflictClause != null) {
            throw new UnsupportedOperationException("Redshift has no ON CONFLICT. Take the rows that are there out of"
                    + " the query (where not exists …), or write the SQL statement MERGE.");
        }
    }

    /** Redshift has LIMIT and OFFSET only. */
    @Override
    public void visitOffsetFetchClause(QueryPart queryPart) {
        if (!isRowNumberingCurrentQueryPart()) {
            renderLimitOffsetClause(queryPart);
        }
    }

    @Override
    public void visitQueryGroup(QueryGroup queryGroup) {
        if (needsRowNumbers(queryGroup)) {
            emulateFetchOffsetWithWindowFunctions(queryGroup, true);
        } else {
            super.visitQueryGroup(queryGroup);
        }
    }

    @Override
    public void visitQuerySpec(QuerySpec querySpec) {
        if (needsRowNumbers(querySpec)) {
            emulateFetchOffsetWithWindowFunctions(querySpec, true);
        } else {
            super.visitQuerySpec(querySpec);
        }
    }

    /** Whether a part asks for a percentage of its rows, or for ties: LIMIT counts rows only. */
    private boolean needsRowNumbers(QueryPart queryPart) {
        return getQueryPartForRowNumbering() != queryPart && !isRowsOnlyFetchClauseType(queryPart);
    }

    /**
     * Refuses to lock the rows of an entity. Hibernate's own tables of ids are read without a lock: it changes them by
     * an UPDATE that fails to match if another program was faster.
     */
    @Override
    protected void visitForUpdateClause(QuerySpec querySpec) {
        var options = getLockOptions();
        if (options != null) {
            var readsEntity =
                    querySpec.getFromClause().getRoots().stream().anyMatch(root -> root.getModelPart() != null);
            if (readsEntity && RowLocks.isAsked(options.getLockMode())) {
                throw RowLocks.refused(options.getLockMode());
            }
        }
    }
}
