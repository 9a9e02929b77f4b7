package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.p6spy.engine.spy.P6DataSource;
import com.p6spy.engine.spy.P6SpyDriver;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import net.ttddyy.observation.tracing.DataSourceObservationListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands between a program and the driver: it passes everything on, batches and `unwrap` too. */
@ExtendWith(ToolTable.class)
class WrappersIT {

    private Warehouse warehouse;

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
        warehouse.execute("CREATE TABLE t (id INT, name VARCHAR(20))");
    }

    private static void use(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
            for (int id = 1; id <= 3; id++) {
                insert.setInt(1, id);
                insert.setString(2, id == 3 ? null : "it's " + id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(Warehouse.value(connection, "SELECT count(name) FROM t")).isEqualTo("2");
        assertThat(connection.unwrap(RedshiftDataConnection.class).getSessionId())
                .isNotEmpty();
        assertThatThrownBy(() -> Warehouse.execute(connection, "SELECT * FROM nothing"))
                .isInstanceOfSatisfying(SQLException.class, error -> assertThat(error.getSQLState())
                        .isEqualTo("42P01"));
    }

    @Test
    @Tool(
            value = "P6Spy",
            of = P6SpyDriver.class,
            setting = "`jdbc:p6spy:redshift-data://…`, or `P6DataSource` around the driver's")
    void p6spy() throws SQLException {
        try (var connection = DriverManager.getConnection(warehouse.url().replace("jdbc:", "jdbc:p6spy:"))) {
            use(connection);
        }
        warehouse.execute("DELETE FROM t");
        try (var connection = new P6DataSource(warehouse.dataSource()).getConnection()) {
            use(connection);
        }
    }

    @Test
    @Tool(value = "datasource-proxy", of = ProxyDataSource.class)
    void datasourceProxy() throws SQLException {
        var proxy = ProxyDataSourceBuilder.create(warehouse.dataSource())
                .name("warehouse")
                .countQuery()
                .build();
        try (var connection = proxy.getConnection()) {
            use(connection);
        }
        assertThat(QueryCountHolder.get("warehouse").getInsert()).isPositive();
    }

    @Test
    @Tool(value = "datasource-micrometer", of = DataSourceObservationListener.class)
    void datasourceMicrometer() throws SQLException {
        List<String> seen = new ArrayList<>();
        var registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                seen.add(context.getName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        var listener = new DataSourceObservationListener(registry);
        var proxy = ProxyDataSourceBuilder.create(warehouse.dataSource())
                .listener(listener)
                .methodListener(listener)
                .build();
        try (var connection = proxy.getConnection()) {
            use(connection);
        }
        assertThat(seen).contains("jdbc.query", "jdbc.connection");
    }
}
