package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrollResultSetTest {

    private final PlayedConnection played = played();
    private Statement statement;
    private ResultSet rows;

    private static PlayedConnection played() {
        try {
            return new PlayedConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void open() throws SQLException {
        played.givesNumbers("select n", 11, 22, 33);
        statement = played.connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchDirection(ResultSet.FETCH_REVERSE);
        rows = statement.executeQuery("select n");
    }

    @AfterEach
    void close() throws SQLException {
        statement.close();
    }

    private void assertOn(int row) throws SQLException {
        assertThat(rows.getRow()).isEqualTo(row);
        assertThat(rows.getInt(1)).isEqualTo(11 * row);
    }

    private void assertOnNoRow() throws SQLException {
        assertThat(rows.getRow()).isZero();
        assertThat(catchThrowableOfType(SQLException.class, () -> rows.getInt(1))
                        .getSQLState())
                .isEqualTo("24000");
    }

    @Test
    void rowsAreReadInAnyOrder() throws SQLException {
        assertThat(rows.last()).isTrue();
        assertOn(3);
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.previous()).isTrue();
        assertOn(2);
        assertThat(rows.first()).isTrue();
        assertOn(1);
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.relative(2)).isTrue();
        assertOn(3);
        assertThat(rows.relative(-1)).isTrue();
        assertOn(2);
        assertThat(rows.absolute(3)).isTrue();
        assertOn(3);
        assertThat(rows.absolute(-3)).isTrue();
        assertOn(1);
        assertThat(rows.next()).isTrue();
        assertOn(2);
    }

    @Test
    void beyondTheRowsThereIsNothingToRead() throws SQLException {
        rows.afterLast();
        assertThat(rows.isAfterLast()).isTrue();
        assertOnNoRow();
        assertThat(rows.previous()).isTrue();
        assertOn(3);
        rows.beforeFirst();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertOnNoRow();
        assertThat(rows.previous()).isFalse();
        assertThat(rows.absolute(4)).isFalse();
        assertOnNoRow();
        assertThat(rows.absolute(0)).isFalse();
        assertThat(rows.relative(-1)).isFalse();
        assertOnNoRow();
        assertThat(rows.relative(9)).isFalse();
        assertOnNoRow();
    }

    @Test
    void anEmptyResultHasNoFirstAndNoLastRow() throws SQLException {
        played.gives(
                "select none",
                0,
                "{\"ColumnMetadata\":[{\"name\":\"n\",\"label\":\"n\",\"typeName\":\"int8\"}],\"Records\":[]}");
        rows = statement.executeQuery("select none");
        assertThat(rows.first()).isFalse();
        assertThat(rows.last()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.isAfterLast()).isFalse();
    }

    @Test
    void maxRowsHoldsForScrollingToo() throws SQLException {
        statement.setMaxRows(2);
        rows = statement.executeQuery("select n");
        assertThat(rows.last()).isTrue();
        assertOn(2);
    }

    @Test
    void itsTypeIsInsensitive() throws SQLException {
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(ints = {ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN})
    void theDirectionIsAHint(int direction) throws SQLException {
        assertThat(rows.getFetchDirection()).as("that of the statement").isEqualTo(ResultSet.FETCH_REVERSE);
        rows.setFetchDirection(direction);
        assertThat(rows.getFetchDirection()).isEqualTo(direction);
        var error = catchThrowableOfType(SQLException.class, () -> rows.setFetchDirection(9));
        assertThat(error.getSQLState()).isEqualTo("22023");
    }

    @Test
    void aClosedOneSaysSo() throws SQLException {
        rows.close();
        for (var call : new ThrowingCallable[] {
            () -> rows.getType(),
            () -> rows.absolute(1),
            () -> rows.relative(1),
            () -> rows.previous(),
            () -> rows.first(),
            () -> rows.last(),
            () -> rows.beforeFirst(),
            () -> rows.afterLast(),
            () -> rows.getFetchDirection(),
            () -> rows.setFetchDirection(ResultSet.FETCH_FORWARD),
        }) {
            var error = catchThrowableOfType(SQLException.class, call);
            assertThat(error.getSQLState()).isEqualTo("24000");
            assertThat((Throwable) error).hasMessageContaining("result set is closed");
        }
    }

    @Test
    void whatCannotBeHadIsReplacedWithAWarning() throws SQLException {
        try (var other =
                played.connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            assertThat(other.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
            assertThat(other.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        }
        Connection connection = played.connection;
        var warning = connection.getWarnings();
        assertThat(warning.getMessage()).contains("TYPE_SCROLL_INSENSITIVE is given instead");
        assertThat(warning.getNextWarning().getMessage()).contains("CONCUR_READ_ONLY is given instead");
    }

    @Test
    void whatIsNotKnownIsRefused() throws SQLException {
        for (var call : new ThrowingCallable[] {
            () -> played.connection.createStatement(9, ResultSet.CONCUR_READ_ONLY),
            () -> played.connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 9),
            () -> played.connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, 9),
        }) {
            assertThat(catchThrowableOfType(SQLException.class, call).getSQLState())
                    .isEqualTo("22023");
        }
    }
}
