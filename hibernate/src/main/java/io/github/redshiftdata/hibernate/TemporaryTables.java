package io.github.redshiftdata.hibernate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.HibernateException;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.temptable.StandardTemporaryTableExporter;
import org.hibernate.dialect.temptable.TemporaryTable;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;

/**
 * The tables in which HQL keeps the rows that it inserts until they have their ids. Hibernate writes the default schema
 * before their names, but a temporary table is in a schema that Redshift makes for the session: so it is left out.
 */
final class TemporaryTables extends StandardTemporaryTableExporter {

    private final Dialect dialect;
    /** The name as Hibernate writes it, and as Redshift takes it. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    TemporaryTables(Dialect dialect) {
        super(dialect);
        this.dialect = dialect;
    }

    /** Inserts the rows of an entity by way of a temporary table. */
    LocalTemporaryTableInsertStrategy insertStrategy(EntityMappingType entity, RuntimeModelCreationContext context) {
        var strategy = made(entity, context);
        var qualified = strategy.getTemporaryTable().getQualifiedTableName();
        names.put(qualified, qualified.substring(qualified.lastIndexOf('.') + 1));
        return strategy;
    }

    /** Hibernate 7 makes the table by itself. The one that Hibernate 6 is given lacks columns there. */
    private LocalTemporaryTableInsertStrategy made(EntityMappingType entity, RuntimeModelCreationContext context) {
        try {
            return LocalTemporaryTableInsertStrategy.class
                    .getConstructor(EntityMappingType.class, RuntimeModelCreationContext.class)
                    .newInstance(entity, context);
        } catch (NoSuchMethodException hibernate6) {
            var table = TemporaryTable.createEntityTable(
                    entity, name -> TemporaryTable.ENTITY_TABLE_PREFIX + name, dialect, context);
            return new LocalTemporaryTableInsertStrategy(table, context.getSessionFactory());
        } catch (ReflectiveOperationException failure) {
            throw new HibernateException(
                    "This version of Hibernate has not been tried: inserting into several tables", failure);
        }
    }

    /** A piece of SQL; of the name of such a table the part without the schema. */
    String written(String sql) {
        return names.getOrDefault(sql, sql);
    }

    private String written(String sql, TemporaryTable table) {
        var qualified = table.getQualifiedTableName();
        return sql.replace(qualified, written(qualified));
    }

    @Override
    public String getSqlCreateCommand(TemporaryTable table) {
        return written(super.getSqlCreateCommand(table), table);
    }

    @Override
    public String getSqlDropCommand(TemporaryTable table) {
        return written(super.getSqlDropCommand(table), table);
    }
}
