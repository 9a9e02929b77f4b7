package io.github.redshiftdata.testcontainers;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Future;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A container with the emulator of the Redshift Data API. It is ready for statements once it has started.
 *
 * <p>{@code createConnection} and {@code withInitScript} need the driver on the class path, as does Spring Boot with
 * {@code @ServiceConnection}. Arguments of the emulator go to {@code withCommand}.
 */
public final class RedshiftDataContainer extends JdbcDatabaseContainer<RedshiftDataContainer> {

    /** The port inside the container. */
    public static final int PORT = 8192;

    /** A container of an image by its name, which the project's {@code emulator/Dockerfile} makes. */
    public RedshiftDataContainer(String imageName) {
        this(DockerImageName.parse(imageName));
    }

    /** A container of an image, which the project's {@code emulator/Dockerfile} makes. */
    public RedshiftDataContainer(DockerImageName image) {
        super(image);
        setUp();
    }

    /** A container of an image that is still to be built. */
    public RedshiftDataContainer(Future<String> image) {
        super(image);
        setUp();
    }

    private void setUp() {
        withExposedPorts(PORT);
        // Printed last, when PostgreSQL answers and the port is open.
        waitingFor(Wait.forLogMessage(".*JDBC URL:.*", 1).withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** The emulator answers to no name that it does not know: tells it that of the Docker host and its own in networks. */
    @Override
    protected void configure() {
        super.configure();
        var names = new ArrayList<>(getNetworkAliases());
        names.add(getHost());
        withEnv("EMULATOR_ALLOWED_HOSTS", String.join(",", names));
    }

    /** Waits for the log and not by JDBC, so that other clients of the Data API need no driver. */
    @Override
    protected void waitUntilContainerStarted() {
        getWaitStrategy().waitUntilReady(this);
    }

    @Override
    public RedshiftDataContainer withStartupTimeoutSeconds(int startupTimeoutSeconds) {
        return withStartupTimeout(Duration.ofSeconds(startupTimeoutSeconds));
    }

    @Override
    public String getDriverClassName() {
        return "io.github.redshiftdata.jdbc.RedshiftDataDriver";
    }

    /** The URL for the driver, with the database {@code dev}; for a running container. No credentials are needed. */
    @Override
    public String getJdbcUrl() {
        return "jdbc:redshift-data:///" + getDatabaseName() + "?endpoint=" + getEndpoint()
                + constructUrlParameters("&", "&");
    }

    @Override
    public String getDatabaseName() {
        return "dev";
    }

    /** Empty: the user is the emulator's own. */
    @Override
    public String getUsername() {
        return "";
    }

    /** Empty: the Data API takes no password. */
    @Override
    public String getPassword() {
        return "";
    }

    @Override
    protected String getTestQueryString() {
        return "SELECT 1";
    }

    /** The address of the Data API, for other clients; for a running container. */
    public URI getEndpoint() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
    }
}
