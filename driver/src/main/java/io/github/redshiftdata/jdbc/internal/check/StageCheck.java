package io.github.redshiftdata.jdbc.internal.check;

import io.github.redshiftdata.jdbc.RedshiftDataCheck;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Stage;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.auth.Addresses;
import io.github.redshiftdata.jdbc.internal.auth.EnvironmentRegion;
import io.github.redshiftdata.jdbc.internal.auth.Finding;
import io.github.redshiftdata.jdbc.internal.auth.Network;
import io.github.redshiftdata.jdbc.internal.auth.NoWayException;
import io.github.redshiftdata.jdbc.internal.auth.Profiles;
import io.github.redshiftdata.jdbc.internal.auth.Reach;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Goes through the stages of a connection, up to the first that lets nothing behind it work. */
public final class StageCheck {

    /** How long a check takes at most where no login timeout is set. */
    private static final int LONGEST_SECONDS = 300;

    /** What stands for a region while only the other settings are judged. */
    private static final String ANY_REGION = "us-east-1";

    private final long start = RealTime.nanos();
    private final Findings findings = new Findings();
    private final Surroundings around;

    /** What a connection finds around it. */
    public record Surroundings(EmbeddedEndpoint embedded, RegionFinder region, InstantSource clock) {

        /** Those of this JVM. */
        public static Surroundings real() {
            return new Surroundings(EmbeddedEndpoint.onTheClassPath(), EnvironmentRegion::find, RealTime::now);
        }
    }

    /** Finds the region of the environment. */
    @FunctionalInterface
    public interface RegionFinder {
        /** The region, or null. */
        EnvironmentRegion.@Nullable Found find(@Nullable String profile);
    }

    private record Ready(DriverConfig config, Network network) {}

    private StageCheck(Surroundings around) {
        this.around = around;
    }

    /**
     * Checks a connection. It is made and used as any other, so it may ask a person to sign in, and wakes a warehouse that
     * sleeps.
     *
     * @param loginTimeoutSeconds what counts where {@code loginTimeout} is not set; 0 for five minutes
     */
    public static RedshiftDataCheck of(
            String url, Properties properties, int loginTimeoutSeconds, Surroundings around) {
        var check = new StageCheck(around);
        check.run(url, properties, loginTimeoutSeconds > 0 ? loginTimeoutSeconds : LONGEST_SECONDS);
        return check.findings.all();
    }

    private void run(String url, Properties properties, int loginTimeoutSeconds) {
        var ready = settings(url, properties, loginTimeoutSeconds);
        if (ready == null || !isReachable(ready)) {
            return;
        }
        try (var lease = ClientPool.shared().lease(ready.config(), left(ready.config()))) {
            if (hasCredentials(lease, ready.config())) {
                new WarehouseCheck(ready.config(), findings).run(start);
            }
        } catch (DataApiException noClient) {
            findings.note(Stage.CREDENTIALS, refused(noClient));
        }
    }

    private @Nullable Ready settings(String url, Properties properties, int loginTimeoutSeconds) {
        var source = new StringBuilder();
        try {
            var config = ConfigReader.read(url, properties, loginTimeoutSeconds, around.embedded(), profile -> {
                var found = around.region().find(profile);
                source.append(found == null ? "" : ", by " + found.source());
                return found == null ? null : found.region();
            });
            Addresses.check(config, new Profiles());
            var network = new Network(config.network(), config.awsAuth());
            var warnings = config.warnings().isEmpty()
                    ? ""
                    : " " + String.join(" ", config.warnings().values());
            findings.note(Stage.SETTINGS, Outcome.OK, config.sanitizedUrl() + warnings, "");
            findings.note(Stage.REGION, Outcome.OK, config.region() + source, "");
            return new Ready(config, network);
        } catch (ConfigurationException wrong) {
            noSettings(url, properties, wrong);
        } catch (UncheckedIOException uselessCertificates) {
            var advice = uselessCertificates.getCause() instanceof NoWayException known
                    ? known.failure().whatToDo()
                    : "";
            findings.note(Stage.SETTINGS, Outcome.FAILED, String.valueOf(uselessCertificates.getMessage()), advice);
        }
        return null;
    }

    private void noSettings(String url, Properties properties, ConfigurationException wrong) {
        var told = String.valueOf(wrong.getMessage());
        if (isRightWithARegion(url, properties)) {
            findings.note(Stage.SETTINGS, Outcome.OK, "", "");
            findings.note(Stage.REGION, Outcome.FAILED, told, "");
        } else {
            findings.note(Stage.SETTINGS, Outcome.FAILED, told, "");
        }
    }

    private boolean isRightWithARegion(String url, Properties properties) {
        try {
            Addresses.check(
                    ConfigReader.read(url, properties, 0, around.embedded(), profile -> ANY_REGION), new Profiles());
            return true;
        } catch (ConfigurationException wrongStill) {
            return false;
        }
    }

    private boolean isReachable(Ready ready) {
        var reach = new Reach(ready.config(), ready.network());
        if (!findings.note(Stage.NAME, reach.name())) {
            return false;
        }
        var answer = reach.ask();
        if (!findings.note(Stage.TLS, answer.tls())) {
            return false;
        }
        // A clock that is wrong is no end: the driver signs by the time of the service once it was refused.
        findings.note(Stage.CLOCK, Reach.clock(answer.date(), around.clock().instant()));
        return !Thread.currentThread().isInterrupted();
    }

    private boolean hasCredentials(ClientLease lease, DriverConfig config) {
        try {
            lease.signIn(left(config));
            return findings.note(Stage.CREDENTIALS, lease.caller(left(config)));
        } catch (DataApiException none) {
            return findings.note(Stage.CREDENTIALS, refused(none));
        }
    }

    private static Finding refused(DataApiException failed) {
        return new Finding(Outcome.FAILED, Shown.oneLine(failed.failure().message()), "");
    }

    private Duration left(DriverConfig config) {
        var left = config.loginTimeout().minusNanos(RealTime.nanos() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
