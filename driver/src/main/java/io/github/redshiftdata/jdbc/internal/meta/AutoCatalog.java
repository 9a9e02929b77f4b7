package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses for each question the source that answers sooner: the operations where a few requests do, which the service
 * takes at once, and SQL where their quota would make the program wait. Where one of the two is denied, the other
 * answers.
 */
final class AutoCatalog implements CatalogSource {

    /** What is asked, by the operation that would be. */
    private record Asked(String operation, String database, @Nullable String schema, @Nullable String table) {}

    /** Asks one of the sources. */
    @FunctionalInterface
    private interface Question<T> {
        List<T> to(CatalogSource source) throws SQLException;
    }

    private final CatalogSource fewPages;
    private final CatalogSource allPages;
    private final CatalogSource sql;
    private final String ownDatabase;

    /** The operations that are denied, once SQL has answered instead. */
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    /** The questions whose answer has too many pages. */
    private final Set<Asked> longAnswers = ConcurrentHashMap.newKeySet();

    private volatile boolean sqlDenied;

    /**
     * A catalog out of others.
     *
     * @param fewPages the operations, which fail with {@link ServiceFailure#TOO_MANY_PAGES} where they would have to wait
     * @param allPages the operations, however long they take
     * @param sql SQL that neither joins nor opens a transaction
     * @param ownDatabase the database that SQL knows from its own catalog
     */
    AutoCatalog(CatalogSource fewPages, CatalogSource allPages, CatalogSource sql, String ownDatabase) {
        this.fewPages = fewPages;
        this.allPages = allPages;
        this.sql = sql;
        this.ownDatabase = ownDatabase;
    }

    @Override
    public List<String> databases() throws SQLException {
        return ask(new Asked("ListDatabases", ownDatabase, null, null), CatalogSource::databases);
    }

    @Override
    public List<String> schemas(String database) throws SQLException {
        return ask(new Asked("ListSchemas", database, null, null), source -> source.schemas(database));
    }

    @Override
    public List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) throws SQLException {
        return ask(
                new Asked("ListTables", database, schema.text(), table.text()),
                source -> source.tables(database, schema, table));
    }

    @Override
    public List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) throws SQLException {
        var asked = new Asked("DescribeTable", database, schema.text(), table.text());
        Question<CatalogColumn> question = source -> source.columns(database, schema, table);
        // The columns of all schemas are never few: those of the server's own tables are among them.
        return !schema.isExact() && isOwn(asked) ? askSqlFirst(asked, question) : ask(asked, question);
    }

    private boolean isOwn(Asked asked) {
        return asked.database().equals(ownDatabase);
    }

    private <T> List<T> ask(Asked asked, Question<T> question) throws SQLException {
        if (longAnswers.contains(asked)) {
            return askSqlFirst(asked, question);
        }
        if (denied.contains(asked.operation())) {
            return question.to(sql);
        }
        try {
            return question.to(isOwn(asked) && !sqlDenied ? fewPages : allPages);
        } catch (SQLException e) {
            var failure = failureIn(e);
            if (failure.isPresent() && failure.get().code().equals(ServiceFailure.TOO_MANY_PAGES)) {
                longAnswers.add(asked);
                return askSqlFirst(asked, question);
            }
            if (!isDenied(failure)) {
                throw e;
            }
            return bySqlInstead(asked, question, e);
        }
    }

    private <T> List<T> bySqlInstead(Asked asked, Question<T> question, SQLException why) throws SQLException {
        var answer = elsewhere(question, sql, why);
        if (denied.add(asked.operation())) {
            Logs.CALLS.info(
                    "{} is denied, so this connection reads the catalog by SQL instead: {}",
                    asked.operation(),
                    why.getMessage());
        }
        return answer;
    }

    private <T> List<T> askSqlFirst(Asked asked, Question<T> question) throws SQLException {
        if (sqlDenied) {
            return question.to(allPages);
        }
        try {
            return question.to(sql);
        } catch (SQLException e) {
            if (!isDenied(e)) {
                throw e;
            }
            var answer = elsewhere(question, allPages, e);
            sqlDenied = true;
            Logs.CALLS.info(
                    "SQL on the catalog is denied, so this connection reads it by {} instead, however long that takes: {}",
                    asked.operation(),
                    e.getMessage());
            return answer;
        }
    }

    /** The answer of the other source. If that has none either, the program learns of the first failure. */
    private static <T> List<T> elsewhere(Question<T> question, CatalogSource other, SQLException why)
            throws SQLException {
        try {
            return question.to(other);
        } catch (SQLException e) {
            why.addSuppressed(e);
            throw why;
        }
    }

    /** Whether SQL on the catalog is denied, by the database or by the service. */
    static boolean isDenied(SQLException e) {
        return SqlState.INSUFFICIENT_PRIVILEGE.code().equals(e.getSQLState()) || isDenied(failureIn(e));
    }

    private static boolean isDenied(Optional<ServiceFailure> failure) {
        return failure.isPresent() && failure.get().kind() == ServiceFailure.Kind.UNAUTHORIZED;
    }

    private static Optional<ServiceFailure> failureIn(SQLException e) {
        return Causes.find(e, DataApiException.class).map(DataApiException::failure);
    }
}
