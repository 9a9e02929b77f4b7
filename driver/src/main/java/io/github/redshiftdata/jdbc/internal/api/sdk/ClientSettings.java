package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that makes one AWS client differ from another. Connections with equal settings share a client. */
record ClientSettings(
        String region,
        @Nullable URI endpoint,
        DriverConfig.AwsAuth awsAuth,
        NetworkConfig network,
        Duration connectTimeout,
        Duration requestTimeout) {

    static ClientSettings of(DriverConfig config) {
        return new ClientSettings(
                config.region(),
                config.endpoint(),
                config.awsAuth(),
                config.network(),
                config.connectTimeout(),
                config.requestTimeout());
    }

    /** The name of the address in messages. */
    String place() {
        return endpoint == null ? "the Redshift Data API of region " + region : Shown.value(endpoint.toString());
    }

    /** Of what differs most often: Java makes that of a whole record at run time, which the first connection would wait for. */
    @Override
    public int hashCode() {
        return Objects.hash(region, endpoint);
    }

    /** Credentials are not shown. */
    @Override
    public String toString() {
        return "ClientSettings[" + place() + ", region=" + region + ", "
                + awsAuth.getClass().getSimpleName() + ", connectTimeout=" + connectTimeout + ", requestTimeout="
                + requestTimeout + "]";
    }
}
