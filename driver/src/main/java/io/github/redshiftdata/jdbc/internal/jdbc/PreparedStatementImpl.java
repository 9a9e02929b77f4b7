package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ParameterSetters;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.UnsupportedSetters;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement whose text is parsed once; its parameters keep their values from one execution to the next. */
class PreparedStatementImpl extends StatementImpl implements ParameterSetters, UnsupportedSetters {

    private final List<SqlStatement> script;
    private final List<Integer> markers;
    private final @Nullable ParameterValue[] values;
    /** The types that the setters of the values named. */
    private final int[] sqlTypes;

    private final DescribedColumns describedColumns = new DescribedColumns(this);
    private final List<List<@Nullable ParameterValue>> batch = new ArrayList<>();

    PreparedStatementImpl(StatementOwner owner, StatementSettings.Values settings, String sql) throws SQLException {
        this(owner, settings, UserSql.prepare(sql, owner.config().maxStatementBytes()));
    }

    PreparedStatementImpl(StatementOwner owner, StatementSettings.Values settings, UserSql.Prepared prepared) {
        super(owner, settings);
        // As java.sql has it: pools keep prepared statements unless they are told not to.
        settings.poolable = true;
        this.script = prepared.script();
        this.markers = prepared.parameters();
        this.values = new ParameterValue[prepared.parameterCount()];
        this.sqlTypes = new int[values.length];
    }

    @Override
    public final void set(int parameterIndex, ParameterValue value, int sqlType) throws SQLException {
        checkOpen();
        requireIndex(parameterIndex);
        if (value instanceof ParameterValue.Text text) {
            UserSql.requireSendable(text.text(), "Parameter " + parameterIndex);
        }
        values[parameterIndex - 1] = value;
        sqlTypes[parameterIndex - 1] = sqlType;
    }

    final void requireIndex(int parameterIndex) throws SQLException {
        if (parameterIndex < 1 || parameterIndex > values.length) {
            throw Errors.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    "There is no parameter " + parameterIndex + ": the statement has " + values.length
                            + ", counted from 1.");
        }
    }

    @Override
    final void checkTakesText() throws SQLException {
        checkOpen();
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "This PreparedStatement has its SQL text already. Call the method without the text, "
                        + "or use a plain Statement for another text.");
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(values, null);
    }

    List<SqlStatement> script() {
        return script;
    }

    /** The values of all parameters, in their order. */
    List<@Nullable ParameterValue> values() {
        return Arrays.asList(values.clone());
    }

    /** The types that the setters of the values named. */
    final int[] sqlTypes() {
        return sqlTypes.clone();
    }

    /** The values of all markers, in the order of the text. */
    private List<@Nullable ParameterValue> markerValues() throws SQLException {
        var expanded = new ArrayList<@Nullable ParameterValue>(markers.size());
        for (var parameter : markers) {
            if (values[parameter] == null) {
                throw ParameterBinder.missing(parameter + 1);
            }
            expanded.add(values[parameter]);
        }
        return expanded;
    }

    /** The statements with the values in place. */
    List<BoundStatement> bound() throws SQLException {
        return owner().binder().bind(script(), markerValues());
    }

    // ---------------------------------------------------------------- running

    @Override
    public boolean execute() throws SQLException {
        checkOpen();
        return run(bound());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        UserSql.requireRows(script());
        return runQuery(bound());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        checkOpen();
        UserSql.requireNoRows(script());
        return runUpdate(bound());
    }

    @Override
    public int executeUpdate() throws SQLException {
        return RowCounts.toInt(executeLargeUpdate());
    }

    /** Sets all parameters as {@code setObject} takes them. */
    final void setAll(@Nullable Object[] parameters) throws SQLException {
        if (parameters.length != values.length) {
            throw Errors.of(
                    SqlState.UNDEFINED_PARAMETER,
                    "The text has parameters: " + values.length + ", and this many values were given: "
                            + parameters.length + ". Nothing was sent.");
        }
        for (var i = 0; i < parameters.length; i++) {
            setObject(i + 1, parameters[i]);
        }
    }

    @Override
    public RedshiftDataHandle submit(RedshiftDataSubmitOptions options) throws SQLException {
        checkOpen();
        return alone(() -> owner().submitted().submit(bound(), settings(), options, newSignal()));
    }

    // ---------------------------------------------------------------- batch

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        UserSql.requireOneStatement(script);
        var row = markerValues();
        alone(() -> batch.add(row));
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        alone(() -> {
            batch.clear();
            return true;
        });
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        return alone(() -> {
            var rows = List.copyOf(batch);
            batch.clear();
            clearResults();
            return new PreparedBatch(this, UserSql.withoutComments(script()), rows).run();
        });
    }

    // ---------------------------------------------------------------- metadata

    /**
     * The columns of the current result. Without a result, one request asks for them and runs nothing. Null if the
     * database refuses that.
     */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        var rows = currentRows();
        return rows == null || rows.isClosed() ? describedColumns() : rows.getMetaData();
    }

    /**
     * Asks for the columns that the text would give; null if it is not a single query, or the database refuses to tell.
     */
    @Nullable
    ResultSetMetaData describedColumns() throws SQLException {
        var statements = UserSql.withoutComments(script);
        return statements.size() == 1 ? describedColumns.of(statements.get(0)) : null;
    }

    /** The value of a marker by its index in the text, from 0; null where its parameter is not set. */
    final @Nullable ParameterValue markerValue(int marker) {
        return values[markers.get(marker)];
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new ParameterMetaDataImpl(values(), sqlTypes());
    }
}
