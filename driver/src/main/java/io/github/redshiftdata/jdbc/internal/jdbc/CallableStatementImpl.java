package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.OutputParameterGetters;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ParameterStreams;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.UnsupportedNamedParameters;
import io.github.redshiftdata.jdbc.internal.sql.CallEscape;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A call of a procedure or a function. Redshift takes the IN and INOUT arguments of a CALL and answers with one row of
 * the INOUT and OUT ones: parameters that are registered and not set are OUT, and are left out of the call. A statement that
 * is no call runs as a prepared one.
 */
final class CallableStatementImpl extends PreparedStatementImpl
        implements UnsupportedNamedParameters, OutputParameterGetters {

    /** Null for a statement that is no call. */
    private final @Nullable CallEscape call;
    /** The number in java.sql.Types of each output parameter, by its number from 1. */
    private final SortedMap<Integer, Integer> registered = new TreeMap<>();

    /** What was registered when the call ran last: the row of outputs belongs to these. */
    private SortedMap<Integer, Integer> outputTypes = Collections.emptySortedMap();

    private @Nullable ResultSetImpl outputRow;

    CallableStatementImpl(StatementOwner owner, StatementSettings.Values settings, String sql) throws SQLException {
        this(owner, settings, sql, UserSql.parseCall(sql));
    }

    private CallableStatementImpl(
            StatementOwner owner, StatementSettings.Values settings, String sql, @Nullable CallEscape call)
            throws SQLException {
        super(owner, settings, prepared(sql, call, owner.config().maxStatementBytes()));
        this.call = call;
    }

    private static UserSql.Prepared prepared(String sql, @Nullable CallEscape call, int limit) throws SQLException {
        return call == null
                ? UserSql.prepare(sql, limit)
                : new UserSql.Prepared(
                        UserSql.parse(call.sql(), false, limit),
                        call.returnsValue() ? withReturnValue(call) : call.parameters());
    }

    /** The value of {@code ? =} is the first parameter, and no marker. */
    private static List<Integer> withReturnValue(CallEscape call) {
        return IntStream.rangeClosed(0, call.parameterCount()).boxed().toList();
    }

    /** The statement without its OUT parameters, which a CALL does not take. */
    @Override
    List<BoundStatement> bound() throws SQLException {
        return call == null ? super.bound() : bound(call);
    }

    private List<BoundStatement> bound(CallEscape call) throws SQLException {
        var first = call.returnsValue() ? 1 : 0;
        var all = values();
        var omitted = new HashSet<Integer>();
        var given = new ArrayList<@Nullable ParameterValue>();
        for (var marker = 0; marker < call.markerCount(); marker++) {
            var parameter = first + call.parameters().get(marker);
            if (all.get(parameter) == null && registered.containsKey(parameter + 1)) {
                omitted.add(marker);
            } else if (all.get(parameter) == null) {
                throw ParameterBinder.missing(parameter + 1);
            } else {
                given.add(all.get(parameter));
            }
        }
        var limit = owner().config().maxStatementBytes();
        return owner().binder().bind(UserSql.parse(sqlWithout(call, omitted), false, limit), given);
    }

    private static String sqlWithout(CallEscape call, Set<Integer> omitted) throws SQLException {
        try {
            return call.withoutArguments(omitted);
        } catch (IllegalArgumentException e) {
            throw Errors.of(SqlState.SYNTAX_ERROR, e.getMessage() + ".", e);
        }
    }

    // ---------------------------------------------------------------- running

    @Override
    public boolean execute() throws SQLException {
        return alone(() -> {
            closeOutputs();
            outputTypes = new TreeMap<>(registered);
            var rows = super.execute();
            if (outputTypes.isEmpty() || !rows) {
                return rows;
            }
            readOutputs();
            return false;
        });
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        if (registered.isEmpty()) {
            return super.executeLargeUpdate();
        }
        execute();
        return 0;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        if (registered.isEmpty()) {
            return super.executeQuery();
        }
        throw Errors.of(
                SqlState.NO_DATA,
                "The call has output parameters, so it gives no result set. Use execute and the getters of this statement.");
    }

    /** The row of outputs belongs to the parameters, not to the results. */
    private void readOutputs() throws SQLException {
        if (!readRow()) {
            throw Doubt.ofCarriedOut(Errors.of(
                    SqlState.NO_DATA,
                    "The call gave no row for its " + outputTypes.size() + " output parameters. Register only what the"
                            + " procedure declares as OUT or INOUT."));
        }
        requireAColumnForEach();
    }

    /** Only where the numbers agree it is known which column is whose. */
    private void requireAColumnForEach() throws SQLException {
        var row = outputRow;
        if (row != null) {
            var columns = row.getMetaData().getColumnCount();
            if (columns != outputTypes.size()) {
                closeOutputs();
                throw otherOutputs(columns, row.getStatementId());
            }
        }
    }

    /** The procedure has run, so this must not read as an error after which it may be called again. */
    private SQLException otherOutputs(int given, @Nullable String statementId) {
        return Doubt.of(
                "The call was carried out. It gave " + given + " outputs, and the number of registered parameters is "
                        + outputTypes.size()
                        + ", so which output belongs to which parameter is not known. Do not repeat it"
                        + " for that. Before the next call register each parameter that the procedure declares as OUT or"
                        + " INOUT, and no other. (statement " + statementId + ")",
                null);
    }

    private boolean readRow() throws SQLException {
        var row = takeRows();
        outputRow = row;
        var found = false;
        try {
            found = row != null && row.next();
            return found;
        } finally {
            if (!found) {
                closeOutputs();
            }
        }
    }

    private void closeOutputs() {
        var row = outputRow;
        outputRow = null;
        if (row != null) {
            row.closeByStatement();
        }
    }

    @Override
    public void close() throws SQLException {
        super.close();
        closeOutputs();
    }

    /** Null: which columns a call gives is known only when it has run. */
    @Override
    @Nullable
    ResultSetMetaData describedColumns() throws SQLException {
        return call == null ? super.describedColumns() : null;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return call == null
                ? super.getParameterMetaData()
                : new CallMetaData(values(), sqlTypes(), registered, call.returnsValue());
    }

    // ---------------------------------------------------------------- outputs

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
        checkOpen();
        if (call == null) {
            throw Errors.of(
                    SqlState.SYNTAX_ERROR,
                    "The statement is no call, so it has no output parameters. Write {call name(arguments)} or"
                            + " {? = call name(arguments)}.");
        }
        requireIndex(parameterIndex);
        registered.put(parameterIndex, sqlType);
    }

    /** Ignores the scale: the procedure decides it. */
    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, int scale) throws SQLException {
        registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, String typeName) throws SQLException {
        registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    public void registerOutParameter(int parameterIndex, @Nullable SQLType sqlType) throws SQLException {
        registerOutParameter(parameterIndex, ParameterStreams.typeNumber(sqlType));
    }

    @Override
    public void registerOutParameter(int parameterIndex, @Nullable SQLType sqlType, int scale) throws SQLException {
        registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    public void registerOutParameter(int parameterIndex, @Nullable SQLType sqlType, String typeName)
            throws SQLException {
        registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    public ResultSet outputs(int parameterIndex) throws SQLException {
        checkOpen();
        requireIndex(parameterIndex);
        var row = outputRow;
        if (row == null) {
            throw Errors.of(
                    SqlState.NO_DATA, "There are no output values. Register the parameters, then execute the call.");
        }
        return row;
    }

    /** The row has a column for each output parameter, in their order. */
    @Override
    public int outputColumn(int parameterIndex) throws SQLException {
        if (!outputTypes.containsKey(parameterIndex)) {
            throw Errors.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    "Parameter " + parameterIndex + " is not an output. Call registerOutParameter before execute.");
        }
        return outputTypes.headMap(parameterIndex).size() + 1;
    }

    @Override
    public int registeredType(int parameterIndex) throws SQLException {
        requireIndex(parameterIndex);
        return outputTypes.getOrDefault(parameterIndex, Types.NULL);
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        var row = outputRow;
        return row != null && row.wasNull();
    }
}
