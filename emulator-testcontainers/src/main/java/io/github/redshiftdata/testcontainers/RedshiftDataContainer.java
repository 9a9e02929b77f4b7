package io.github.redshiftdata.testcontainers;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A container with the emulator of the Redshift Data API. It is ready for statements once it has started. */
public final class RedshiftDataContainer extends GenericContainer<RedshiftDataContainer> {

    /** The port inside the container. */
    public static final int PORT = 8192;

    /** A container of an image by its name, which the project's {@code emulator/Dockerfile} makes. */
    public RedshiftDataContainer(String imageName) {
        super(DockerImageName.parse(imageName));
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

    /**
     * The URL for the driver, with the database {@code dev}; for a running container. Where the engine is not on
     * this machine the driver wants credentials: set {@code accessKeyId} and {@code secretAccessKey} to anything.
     */
    public String getJdbcUrl() {
        return "jdbc:redshift-data:///dev?endpoint=" + getEndpoint() + "&region=us-east-1&workgroupName=emulator";
    }

    /** The address of the Data API, for other clients; for a running container. */
    public URI getEndpoint() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
    }
}
