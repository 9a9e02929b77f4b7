package io.github.redshiftdata.jdbc.internal.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ConnectionClient;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.api.page.JsonPageDecoder;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeTime;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.ClientShare;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection on a service, a clock and threads that a test plays. Unless the parameters say otherwise it is lazy: nothing is sent
 * before the test asks. */
final class PlayedConnection implements ConnectionClient {

    final FakeTime time = new FakeTime();
    final FakeDataApi api = new FakeDataApi(time);
    final ConnectionImpl connection;

    private final Counters total = new Counters();
    private final Counters own = new Counters(total);
    /** How often the connection gave its client back. */
    int closes;
    /** What the operations on the catalog answer; without it they must not be asked. */
    @Nullable
    CatalogApi catalog;

    PlayedConnection() throws SQLException {
        this("", api -> api);
    }

    PlayedConnection(String parameters) throws SQLException {
        this(parameters, api -> api);
    }

    /** Something stands between the driver and the service. */
    PlayedConnection(String parameters, UnaryOperator<DataApi> between) throws SQLException {
        var config = config(parameters);
        var share = new ClientShare(
                new LongPolling(),
                new KeepAliveChanges(),
                new ApplicationNames(),
                new ExecutionModes(),
                new StatementLengths(),
                Runnable::run,
                (pause, work) -> () -> {});
        var session = new DataSession(between.apply(api), share, config, time.clock());
        connection = new ConnectionImpl(config, this, playedCatalog(), session, ConnectionTrace.untold());
        connection.open(new Login(config.loginTimeout(), time.nanos(), time.clock()));
    }

    private static DriverConfig config(String parameters) throws SQLException {
        var url = "jdbc:redshift-data://reports:eu-west-1/dev?serverless=true"
                + (parameters.contains("lazyConnect") ? "" : "&lazyConnect=true") + parameters;
        try {
            return ConfigReader.read(url, new Properties(), 0, EmbeddedEndpoint.onTheClassPath());
        } catch (ConfigurationException e) {
            throw new SQLException(e);
        }
    }

    private CatalogApi playedCatalog() {
        return (CatalogApi) Proxy.newProxyInstance(
                CatalogApi.class.getClassLoader(), new Class<?>[] {CatalogApi.class}, (proxy, method, arguments) -> {
                    assertThat(catalog)
                            .as("the catalog is not asked: " + method.getName())
                            .isNotNull();
                    try {
                        return method.invoke(catalog, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /**
     * What a query gives.
     *
     * @param page an answer of GetStatementResult, without TotalNumRows
     */
    void gives(String sql, long rows, String page) {
        api.courses.put(sql, Course.gives(true, rows));
        var body = ("{\"TotalNumRows\":" + rows + ',' + page.substring(page.indexOf('{') + 1)).getBytes(UTF_8);
        try {
            api.pages.put(sql, JsonPageDecoder.decode(body, body.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for one column of whole numbers. */
    void givesNumbers(String sql, long... numbers) {
        var records = Arrays.stream(numbers)
                .mapToObj(number -> "[{\"longValue\":" + number + "}]")
                .collect(Collectors.joining(","));
        gives(
                sql,
                numbers.length,
                "{\"ColumnMetadata\":[{\"name\":\"n\",\"label\":\"n\",\"typeName\":\"int8\",\"precision\":19}],"
                        + "\"Records\":[" + records + "]}");
    }

    @Override
    public Counters counters() {
        return own;
    }

    @Override
    public Counters total() {
        return total;
    }

    @Override
    public void close() {
        closes++;
    }
}
