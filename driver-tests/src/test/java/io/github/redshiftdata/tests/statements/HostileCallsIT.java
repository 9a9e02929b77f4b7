package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every method of the public interfaces, with arguments that nobody should give: nothing but an SQLException comes. */
@Timeout(300)
class HostileCallsIT {

    private static TestEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = TestEmulator.own();
    }

    @AfterAll
    static void close() {
        emulator.close();
    }

    /** What is called, open or closed. */
    enum Target {
        CONNECTION(Connection.class) {
            @Override
            Object open(Connection connection) {
                return connection;
            }
        },
        STATEMENT(Statement.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return connection.createStatement();
            }
        },
        PREPARED(PreparedStatement.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return connection.prepareStatement("select ?::varchar");
            }
        },
        CALLABLE(CallableStatement.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return connection.prepareCall("{? = call lower(?)}");
            }
        },
        ROWS(ResultSet.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return onFirstRow(connection.createStatement());
            }
        },
        SCROLLED_ROWS(ResultSet.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return onFirstRow(
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY));
            }
        },
        METADATA(DatabaseMetaData.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return connection.getMetaData();
            }
        },
        METADATA_ROWS(ResultSet.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                var rows = connection.getMetaData().getTableTypes();
                rows.next();
                return rows;
            }
        },
        COLUMNS(ResultSetMetaData.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return onFirstRow(connection.createStatement()).getMetaData();
            }
        },
        PARAMETERS(ParameterMetaData.class) {
            @Override
            Object open(Connection connection) throws SQLException {
                return connection.prepareStatement("select ?").getParameterMetaData();
            }
        };

        private final Class<?> type;

        Target(Class<?> type) {
            this.type = type;
        }

        abstract Object open(Connection connection) throws SQLException;

        private static ResultSet onFirstRow(Statement statement) throws SQLException {
            var rows = statement.executeQuery(
                    "select 1 as n, '1e30000000' as t, null::varchar as z, 1.5::float8 as d, true as b union all"
                            + " select 2, 'x', 'y', 2, false order by n");
            rows.next();
            return rows;
        }
    }

    private static List<Object> valuesOf(Class<?> type) {
        var values = new ArrayList<Object>();
        if (!type.isPrimitive()) {
            values.add(null);
        }
        values.addAll(hostile(type));
        return values;
    }

    private static List<?> hostile(Class<?> type) {
        if (type == int.class) {
            return List.of(-1, 0, 1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE);
        }
        if (type == long.class) {
            return List.of(-1L, 0L, 1L, Long.MAX_VALUE, Long.MIN_VALUE);
        }
        if (type == boolean.class) {
            return List.of(false, true);
        }
        if (type == byte.class) {
            return List.of((byte) -1);
        }
        if (type == short.class) {
            return List.of((short) -1);
        }
        if (type == float.class) {
            return List.of(Float.NaN);
        }
        if (type == double.class) {
            return List.of(Double.NEGATIVE_INFINITY);
        }
        if (type == String.class) {
            return List.of("", "%", "\0", "'; drop", "n", "t".repeat(100_000), "\uD800");
        }
        if (type == Class.class) {
            return List.of(
                    BigInteger.class, Object.class, void.class, int.class, char.class, int[].class, String.class);
        }
        if (type == Object.class) {
            return List.of(new Object(), new BigDecimal("1E+1000000000"), "", 'x', new int[0]);
        }
        if (type == BigDecimal.class) {
            return List.of(new BigDecimal("1E+1000000000"), new BigDecimal("1E-1000000000"));
        }
        if (type == Map.class) {
            return List.of(Map.of(), Map.of("a", String.class));
        }
        if (type == Properties.class) {
            return List.of(new Properties());
        }
        if (type == Calendar.class) {
            return List.of(new GregorianCalendar());
        }
        if (type == Timestamp.class) {
            return List.of(new Timestamp(Long.MAX_VALUE), new Timestamp(Long.MIN_VALUE));
        }
        if (type == java.sql.Date.class) {
            return List.of(new java.sql.Date(Long.MAX_VALUE));
        }
        if (type == java.sql.Time.class) {
            return List.of(new java.sql.Time(Long.MIN_VALUE));
        }
        if (type == InputStream.class) {
            return List.of(new ByteArrayInputStream(new byte[3]));
        }
        if (type == Reader.class) {
            return List.of(new StringReader("abc"));
        }
        if (type == SQLType.class) {
            return List.of(JDBCType.NUMERIC, JDBCType.ARRAY);
        }
        if (type == Executor.class) {
            return List.of((Executor) Runnable::run, (Executor) task -> {
                throw new RejectedExecutionException("no");
            });
        }
        if (type == int[].class) {
            return List.of(new int[0], new int[] {-1});
        }
        if (type == String[].class) {
            return List.of(new String[0], new String[] {null});
        }
        return type == byte[].class ? List.of(new byte[0]) : List.of();
    }

    /** Every value at each place, with a harmless one at the others. */
    private static List<Object[]> argumentsOf(Method method) {
        var types = method.getParameterTypes();
        var base = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            base[i] = types[i] == int.class
                    ? Integer.valueOf(1)
                    : valuesOf(types[i])
                            .get(
                                    types[i].isPrimitive()
                                            ? 0
                                            : Math.min(1, valuesOf(types[i]).size() - 1));
        }
        var all = new ArrayList<Object[]>();
        all.add(base);
        for (int i = 0; i < types.length; i++) {
            for (var value : valuesOf(types[i])) {
                var arguments = base.clone();
                arguments[i] = value;
                all.add(arguments);
            }
        }
        return all;
    }

    /** By the Javadoc, or because they belong to Object. */
    private static final Set<String> NOT_TRIED =
            Set.of("wait", "notify", "notifyAll", "getClass", "hashCode", "equals");

    private static final Set<String> NULL_BREAKS =
            Set.of("enquoteLiteral", "enquoteNCharLiteral", "enquoteIdentifier", "isSimpleIdentifier");

    private static List<Method> methodsOf(Target target) {
        return Arrays.stream(target.type.getMethods())
                .filter(method -> !NOT_TRIED.contains(method.getName()))
                .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothingButAnSqlExceptionComesOfAnOpenOne(Target target) throws SQLException {
        try (var state = new Opened(target)) {
            for (var method : methodsOf(target)) {
                for (var arguments : argumentsOf(method)) {
                    call(method, state.get(), arguments);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothingButAnSqlExceptionComesOfAClosedOne(Target target) throws Exception {
        for (var closesConnection : List.of(false, true)) {
            try (var connection = emulator.connect()) {
                var object = target.open(connection);
                if (closesConnection) {
                    connection.close();
                } else if (object instanceof AutoCloseable closeable) {
                    closeable.close();
                }
                for (var method : methodsOf(target)) {
                    for (var arguments : argumentsOf(method)) {
                        call(method, object, arguments);
                    }
                }
            }
        }
    }

    private static void call(Method method, Object object, Object[] arguments) {
        try {
            var unused = method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            var failure = e.getCause();
            if (failure instanceof NullPointerException && NULL_BREAKS.contains(method.getName())) {
                // As the Javadoc of these methods asks.
                return;
            }
            assertThat(failure).as("%s with %s", method, describe(arguments)).isInstanceOf(SQLException.class);
            assertThat(failure.getMessage()).as("%s", method).isNotBlank();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String describe(Object[] arguments) {
        var text = Arrays.deepToString(arguments);
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    /** An object that is open again after a call has closed it. */
    private static final class Opened implements AutoCloseable {

        private final Target target;
        private Connection connection;
        private Object object;

        Opened(Target target) {
            this.target = target;
        }

        Object get() throws SQLException {
            if (connection == null || connection.isClosed()) {
                connection = emulator.connect("lazyConnect=true");
                object = null;
            }
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            if (object == null || isClosed()) {
                object = target.open(connection);
            }
            return object;
        }

        private boolean isClosed() throws SQLException {
            if (object instanceof Statement statement) {
                return statement.isClosed();
            }
            return object instanceof ResultSet rows && rows.isClosed();
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
