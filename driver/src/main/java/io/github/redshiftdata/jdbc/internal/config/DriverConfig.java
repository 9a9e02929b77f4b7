package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a connection. Immutable; contradictions were refused already.
 *
 * @param sanitizedUrl a URL that gives the same connection, without any secret and without the class of a
 *     credentials provider, which are given as properties again
 * @param region the AWS region of the Data API
 * @param endpoint where the Data API is, or null for AWS's own address of the region
 * @param target the cluster or the workgroup
 * @param database the database to log in to
 * @param databaseAuth as whom to log in there
 * @param awsAuth how requests are signed
 * @param network the way of all requests
 * @param sessionTimes how long the service keeps an idle session
 * @param currentSchema the schemas to start in, as a list, or null for the user's own
 * @param applicationName the name of the program, or null
 * @param initialSettings what each session is set to, besides its name and its schemas
 * @param databaseProductName what the metadata gives as the name of the database
 * @param withEvent whether the service tells Amazon EventBridge of the end of each statement
 * @param log the file that log lines go to as well, or null
 * @param warnings what was ignored and why, by the names of properties, for the log
 */
public record DriverConfig(
        String sanitizedUrl,
        String region,
        @Nullable URI endpoint,
        Target target,
        String database,
        DatabaseAuth databaseAuth,
        AwsAuth awsAuth,
        NetworkConfig network,
        SessionMode sessionMode,
        SessionTimes sessionTimes,
        boolean lazyConnect,
        ParameterMode parameterMode,
        ResultFormat resultFormat,
        ScriptMode scriptMode,
        MetadataSource metadataSource,
        Duration metadataCacheLife,
        String databaseProductName,
        long resultBufferBytes,
        Duration queryTimeout,
        Duration loginTimeout,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxStatementBytes,
        @Nullable String applicationName,
        List<InitialSetting> initialSettings,
        @Nullable String currentSchema,
        boolean readOnly,
        boolean withEvent,
        ReadOnly readOnlyMode,
        Tracing tracing,
        @Nullable LogTarget log,
        Map<String, String> warnings) {

    /** The value that each session has of a parameter from its beginning, or null. */
    @Nullable
    public String initialSetting(String name) {
        return initialSettings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(InitialSetting::value)
                .findFirst()
                .orElse(null);
    }

    /** The warehouse that runs the statements. */
    public sealed interface Target {
        /** What tells it from the others of its kind. */
        String name();
    }

    /** A provisioned cluster. */
    public record Cluster(String identifier) implements Target {
        @Override
        public String name() {
            return identifier;
        }
    }

    /** A serverless workgroup. */
    public record Workgroup(String name) implements Target {}

    /** The identity with which the service logs in to the database. */
    public sealed interface DatabaseAuth {}

    /** Logs in as the IAM identity itself. */
    public record IamIdentity() implements DatabaseAuth {}

    /** Logs in as a database user, with temporary credentials (clusters only). */
    public record DbUser(String name) implements DatabaseAuth {}

    /** Logs in as the user of a secret. */
    public record Secret(String arn) implements DatabaseAuth {}

    /** How requests to AWS are signed. */
    public sealed interface AwsAuth {}

    /** The default chain of the AWS SDK. */
    public record DefaultChain() implements AwsAuth {}

    /** A profile of the shared configuration files. */
    public record Profile(String name) implements AwsAuth {}

    /** Access keys; not shown by {@link #toString()}. */
    public record StaticKeys(String accessKeyId, String secretAccessKey, @Nullable String sessionToken)
            implements AwsAuth {
        @Override
        public String toString() {
            return "StaticKeys[accessKeyId=" + accessKeyId + "]";
        }
    }

    /** A role to assume, with the credentials of {@code base}. */
    public record AssumedRole(AwsAuth base, String roleArn, @Nullable String sessionName, @Nullable String externalId)
            implements AwsAuth {}

    /**
     * A class of the user's own, that implements the SDK's {@code AwsCredentialsProvider}.
     *
     * @param className with a static {@code create()}, a constructor with a {@code Map} or one without parameters
     */
    public record CustomProvider(String className, Map<String, String> properties) implements AwsAuth {
        /** Shows no values of the properties, which may be secrets. */
        @Override
        public String toString() {
            return "CustomProvider[className=" + Shown.value(className) + ", "
                    + Shown.value("properties=" + properties.keySet()) + "]";
        }
    }

    /**
     * An object of the program that gives credentials: the SDK's {@code AwsCredentialsProvider} or the driver's {@code
     * RedshiftDataCredentials}. Two of these are equal if they hold the same object, whatever its own {@code equals} says.
     */
    public record GivenProvider(Object provider) implements AwsAuth {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GivenProvider given && given.provider == provider;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(provider);
        }

        /** Shows the class only: the object may show secrets. */
        @Override
        public String toString() {
            return "GivenProvider[" + Shown.value(provider.getClass().getName()) + "]";
        }
    }

    /**
     * A person's sign-in by IAM Identity Center, which the driver makes itself.
     *
     * @param accountId null if it is the only one
     * @param roleName null if it is the only one
     * @param flow null for the browser, unless a pool asks
     * @param port of the loopback address, or null for any
     * @param prompt the driver's {@code RedshiftDataSignInPrompt}, or null
     */
    public record IdentityCenter(
            String startUrl,
            String region,
            @Nullable String accountId,
            @Nullable String roleName,
            @Nullable SsoFlow flow,
            @Nullable Integer port,
            @Nullable Object prompt)
            implements AwsAuth {}

    /**
     * A role that is assumed with the token of an OpenID provider; one of file and token is there.
     *
     * @param tokenFile read anew each time
     */
    public record WebIdentity(
            String roleArn, @Nullable String tokenFile, @Nullable String token, @Nullable String sessionName)
            implements AwsAuth {
        /** Without the token. */
        @Override
        public String toString() {
            return "WebIdentity[" + Shown.value(roleArn) + "]";
        }
    }

    /**
     * A session of an IAM user who has shown a code of an MFA device.
     *
     * @param base the keys of the user
     * @param code null where the prompt gives it
     * @param prompt the driver's {@code RedshiftDataMfaPrompt}, or null
     */
    public record MfaSession(AwsAuth base, String serial, @Nullable String code, @Nullable Object prompt)
            implements AwsAuth {
        /** Without the code. */
        @Override
        public String toString() {
            return "MfaSession[" + Shown.value(serial) + ", " + base + "]";
        }
    }

    /**
     * A role that is assumed with the answer of a SAML identity provider; one of page, answer and source is there.
     *
     * @param roleArn null for the only one that is offered
     * @param providerArn the name of the identity provider at AWS; null if the answer says it
     * @param loginUrl the page where a person signs in
     * @param assertion the answer itself
     * @param source the driver's {@code RedshiftDataSamlSource}
     * @param flow null for the browser, unless a pool asks
     * @param port of the loopback address, to which the browser brings the answer
     */
    public record Saml(
            @Nullable String roleArn,
            @Nullable String providerArn,
            @Nullable URI loginUrl,
            @Nullable String assertion,
            @Nullable Object source,
            @Nullable SsoFlow flow,
            int port)
            implements AwsAuth {
        /** Without the answer. */
        @Override
        public String toString() {
            return "Saml[" + Shown.value(String.valueOf(roleArn)) + "]";
        }
    }

    /**
     * A role whose sessions carry a person of IAM Identity Center to the database (trusted identity propagation). The
     * person is the one of a token; without one the base of the role must be a sign-in by IAM Identity Center.
     *
     * @param role assumed with the person, by its base
     * @param application the ARN of the application of IAM Identity Center that says who the person is
     * @param centerRegion the region of IAM Identity Center
     * @param tokenFile of another provider's token; read anew each time
     * @param token of another provider
     */
    public record PropagatedIdentity(
            AssumedRole role,
            String application,
            String centerRegion,
            @Nullable String tokenFile,
            @Nullable String token)
            implements AwsAuth {
        /** Without the token. */
        @Override
        public String toString() {
            return "PropagatedIdentity[" + Shown.value(application) + ", " + role + "]";
        }
    }

    /** How a person is asked to sign in. */
    public enum SsoFlow {
        BROWSER,
        DEVICE,
        NONE
    }

    /** When a session is opened. */
    public enum SessionMode {
        ALWAYS,
        AUTO
    }

    /**
     * How long the service keeps an idle session, in whole seconds.
     *
     * @param idle one that holds nothing which would be lost with it
     * @param transaction one with an open transaction, unless the driver renews it
     * @param longest one that holds something else; the others are cut to this
     */
    public record SessionTimes(Duration idle, Duration transaction, Duration longest) {

        public SessionTimes {
            idle = idle.compareTo(longest) > 0 ? longest : idle;
            transaction = transaction.compareTo(longest) > 0 ? longest : transaction;
        }
    }

    /** What a connection does that is set read-only. */
    public enum ReadOnly {
        /** Nothing: the mode is only remembered. */
        IGNORE,
        /** Begins its transactions read-only. */
        TRANSACTION,
        /** Sets the session read-only as well, before a statement outside a transaction that may write. */
        ALWAYS
    }

    /** Whether the server or the driver puts the values of parameters into the text. */
    public enum ParameterMode {
        BIND,
        LITERAL
    }

    /** How the service encodes results. */
    public enum ResultFormat {
        JSON,
        CSV
    }

    /** A file for log lines, and the lightest that it takes. */
    public record LogTarget(String file, LogLevel level) {}

    /** The weight of log lines. */
    public enum LogLevel {
        WARN,
        INFO,
        DEBUG
    }

    /** Who is told of spans where the program sets no tracer. */
    public enum Tracing {
        NONE,
        /** The global OpenTelemetry of the program. */
        OPENTELEMETRY
    }

    /** How the statements of a script or a batch are committed outside a transaction. */
    public enum ScriptMode {
        /** Together. */
        TRANSACTION,
        /** Each by itself, up to the first failure. */
        AUTOCOMMIT,
        /** Each by itself, and a failure of one stops none of the others. */
        INDEPENDENT
    }

    /** The source of DatabaseMetaData. */
    public enum MetadataSource {
        /** Whichever answers sooner. */
        AUTO,
        /** The operations of the service. */
        API,
        SQL
    }
}
