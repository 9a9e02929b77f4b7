package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configurations for tests. */
public final class TestConfig {

    public static final DriverConfig.AwsAuth KEYS = new DriverConfig.StaticKeys("AKIDEXAMPLE", "very-secret", null);
    public static final DriverConfig.Target WORKGROUP = new DriverConfig.Workgroup("wg");

    private TestConfig() {}

    public static DriverConfig of(URI endpoint) {
        return of(endpoint, WORKGROUP, new DriverConfig.IamIdentity(), KEYS);
    }

    public static DriverConfig of(
            URI endpoint, DriverConfig.Target target, DriverConfig.DatabaseAuth login, DriverConfig.AwsAuth aws) {
        return new DriverConfig(
                "jdbc:redshift-data://",
                "eu-west-1",
                endpoint,
                target,
                "dev",
                login,
                aws,
                NetworkConfig.NONE,
                DriverConfig.SessionMode.ALWAYS,
                new DriverConfig.SessionTimes(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10)),
                false,
                DriverConfig.ParameterMode.BIND,
                DriverConfig.ResultFormat.JSON,
                DriverConfig.ScriptMode.TRANSACTION,
                DriverConfig.MetadataSource.API,
                Duration.ofSeconds(10),
                "Redshift",
                1 << 20,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                100_000,
                null,
                List.of(),
                null,
                false,
                false,
                DriverConfig.ReadOnly.ALWAYS,
                DriverConfig.Tracing.NONE,
                null,
                Map.of());
    }

    /** Limits of questions for the catalog, of which each request may take all the time. */
    public static CatalogApi.Limits limits(Duration question) {
        return new CatalogApi.Limits(question, question, Duration.ZERO);
    }
}
