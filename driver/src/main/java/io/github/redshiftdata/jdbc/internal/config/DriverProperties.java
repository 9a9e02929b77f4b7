package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.LogLevel;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.MetadataSource;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ParameterMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ReadOnly;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Tracing;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every property of the driver, declared once: parsing, {@code getPropertyInfo} and the docs come from here. */
public final class DriverProperties {

    private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9-]{1,63}");
    private static final int A_DAY = 86_400;
    private static final int A_YEAR = 365 * A_DAY;

    /** The system properties of Java that count for connections without {@code logFile}. */
    public static final String LOG_FILE_OF_ALL = "io.github.redshiftdata.jdbc.logFile";

    public static final String LOG_LEVEL_OF_ALL = "io.github.redshiftdata.jdbc.logLevel";

    private static final List<Property<?>> DECLARED = new ArrayList<>();

    public static final Property<String> REGION = declare(new Property<>(
            "region",
            List.of(),
            null,
            DriverProperties::regionName,
            "AWS region of the cluster or workgroup. Read off the host where the host tells it.",
            List.of(),
            false,
            true));
    public static final Property<String> DATABASE = declare(new Property<>(
            "database",
            List.of(),
            null,
            text -> text,
            "Database to log in to. The same as the path of the URL.",
            List.of(),
            false,
            true));
    public static final Property<String> CLUSTER_IDENTIFIER =
            text("clusterIdentifier", "Provisioned cluster to connect to. The same as a host name without dots.");
    public static final Property<String> WORKGROUP_NAME =
            text("workgroupName", "Serverless workgroup to connect to. Not together with clusterIdentifier.");
    public static final Property<Boolean> SERVERLESS =
            flag("serverless", "Whether a host name without dots is a workgroup instead of a cluster.");
    public static final Property<String> DB_USER = declare(new Property<>(
            "dbUser",
            List.of("user"),
            null,
            text -> text,
            "Database user to log in as, with temporary credentials (clusters only). Without it the database user"
                    + " follows from the IAM identity. The alias 'user', as pools send it, is ignored where a"
                    + " workgroup or a secret decides the user.",
            List.of(),
            false,
            false));
    public static final Property<String> PASSWORD = secret(
            "password",
            "Ignored, with a line in the log: the Data API takes no password. Keep it in a secret, see secretArn.");
    public static final Property<String> SECRET_ARN =
            text("secretArn", "ARN (or name) of a Secrets Manager secret with the database user and password.");
    public static final Property<String> PROFILE =
            text("profile", "Profile of the AWS configuration files that signs requests.");
    public static final Property<String> ACCESS_KEY_ID =
            text("accessKeyId", "AWS access key that signs requests; needs secretAccessKey.");
    public static final Property<String> SECRET_ACCESS_KEY =
            secret("secretAccessKey", "Secret of accessKeyId. Refused in the URL, which tools log.");
    public static final Property<String> SESSION_TOKEN =
            secret("sessionToken", "Session token of temporary access keys. Refused in the URL, which tools log.");
    public static final Property<String> ROLE_ARN =
            text("roleArn", "IAM role to assume, with the credentials that the other properties give.");
    public static final Property<String> ROLE_SESSION_NAME =
            text("roleSessionName", "Session name for roleArn, as audit logs show it.");
    public static final Property<String> ROLE_EXTERNAL_ID =
            text("roleExternalId", "External id that the trust policy of roleArn asks for.");
    public static final Property<String> CREDENTIALS_PROVIDER = text(
            "credentialsProvider",
            "Name of a class that implements AwsCredentialsProvider of the AWS SDK. Refused in the URL, which others may"
                    + " have written. Properties that start with 'credentialsProvider.' are handed to it. From code, it"
                    + " may be the provider itself instead of a name.");
    public static final Property<SessionMode> SESSION = choice(
            "session",
            SessionMode.class,
            SessionMode.ALWAYS,
            "always: a connection is one database session. auto: a session is opened only when a statement needs"
                    + " one, so that many connections fit the quota of sessions.");
    public static final Property<Duration> SESSION_KEEP_ALIVE_SECONDS = seconds(
            "sessionKeepAliveSeconds",
            3600,
            1,
            A_DAY,
            "How long the service keeps an idle session that holds something, such as a temporary table, in seconds; and"
                    + " how long the driver keeps an idle transaction open.");
    public static final Property<Duration> IDLE_SESSION_SECONDS = seconds(
            "idleSessionSeconds",
            300,
            1,
            A_DAY,
            "How long the service keeps an idle session that holds nothing, in seconds. The next statement opens a new"
                    + " one. At most sessionKeepAliveSeconds counts.");
    public static final Property<Duration> TRANSACTION_IDLE_SECONDS = seconds(
            "transactionIdleSeconds",
            300,
            5,
            A_DAY,
            "How long the service keeps an open transaction and its locks after the program was killed, in seconds. A"
                    + " program that lives keeps them for sessionKeepAliveSeconds. At most that counts.");
    public static final Property<Boolean> LAZY_CONNECT = flag(
            "lazyConnect",
            "true: connect sends nothing, so that wrong credentials show with the first statement only.");
    public static final Property<ParameterMode> PARAMETERS = choice(
            "parameters",
            ParameterMode.class,
            ParameterMode.BIND,
            "Values of prepared statements: bind sends them as parameters, literal writes them into the SQL.");
    public static final Property<ResultFormat> RESULT_FORMAT = choice(
            "resultFormat",
            ResultFormat.class,
            ResultFormat.JSON,
            "Format in which the service sends rows. With csv the empty text may read as NULL.");
    public static final Property<ScriptMode> SCRIPT_MODE = choice(
            "scriptMode",
            ScriptMode.class,
            ScriptMode.TRANSACTION,
            "Scripts and batches with autocommit on. transaction: their statements commit together where the database"
                    + " allows it. autocommit: each commits by itself, and the first failure ends the rest. independent:"
                    + " each commits by itself, 40 a request, and a failure ends nothing.");
    public static final Property<MetadataSource> METADATA_SOURCE = choice(
            "metadataSource",
            MetadataSource.class,
            MetadataSource.AUTO,
            "Where DatabaseMetaData comes from. api: the operations of the Data API. sql: SQL over the catalog views."
                    + " auto: the operations where three calls do, else SQL; and the other one where one is denied.");
    public static final Property<Duration> METADATA_CACHE_SECONDS =
            seconds("metadataCacheSeconds", 30, 0, A_DAY, "How long metadata is remembered, in seconds; 0 for never.");
    public static final Property<String> DATABASE_PRODUCT_NAME = declare(new Property<>(
            "databaseProductName",
            List.of(),
            "Redshift",
            text -> text,
            "Name of the database in DatabaseMetaData, for tools that choose their SQL by it and do not know Redshift:"
                    + " PostgreSQL for most. Nothing else changes.",
            List.of(),
            false,
            false));
    public static final Property<Long> RESULT_BUFFER_BYTES = declare(new Property<>(
            "resultBufferBytes",
            List.of(),
            Long.toString(64L * 1024 * 1024),
            text -> wholeNumber(text, 1024, Long.MAX_VALUE),
            "How much of a result is held in memory, in bytes.",
            List.of(),
            false,
            false));
    public static final Property<Duration> QUERY_TIMEOUT = seconds(
            "queryTimeout", 0, 0, A_YEAR, "Time limit of statements that set none themselves, in seconds; 0 for none.");
    public static final Property<Duration> LOGIN_TIMEOUT = seconds(
            "loginTimeout",
            0,
            0,
            A_YEAR,
            "Time limit of connecting, in seconds, from the call on; 0 for the one of DriverManager or DataSource.");
    public static final Property<Duration> CONNECT_TIMEOUT = seconds(
            "connectTimeout", 10, 1, A_DAY, "Time limit of opening a connection to the AWS endpoint, in seconds.");
    public static final Property<Duration> REQUEST_TIMEOUT = seconds(
            "requestTimeout",
            60,
            1,
            A_DAY,
            "Time limit of one request to the service, its wait for the statement included, in seconds.");
    public static final Property<Integer> MAX_STATEMENT_BYTES = declare(new Property<>(
            "maxStatementBytes",
            List.of(),
            "100000",
            text -> (int) wholeNumber(text, 1, Integer.MAX_VALUE),
            "Longest SQL text that is sent, in bytes of UTF-8. The service takes 100 kB, 200 kB by AWS's newest pages. With"
                    + " the default the rows of a batch go in texts of 200 kB where the service takes them.",
            List.of(),
            false,
            false));
    public static final Property<String> APPLICATION_NAME = text(
            "applicationName",
            "Name of the program: of its sessions (application_name), in the names of its statements, which the"
                    + " console lists, and in the user agent of its requests.");
    public static final Property<String> QUERY_GROUP = text(
            "queryGroup",
            "Label of all queries (query_group): workload management assigns queues by it, and system views show it as"
                    + " query_label.");
    public static final Property<SettingList> SESSION_SETTINGS = declare(new Property<>(
            "sessionSettings",
            List.of(),
            null,
            SettingList::parse,
            "Settings of each session, as name=value pairs with commas between:"
                    + " statement_timeout=60000,enable_result_cache_for_session=off. A value with a blank, a comma or"
                    + " another sign stands in single quotes.",
            List.of(),
            false,
            false));
    public static final Property<String> TIME_ZONE = declare(new Property<>(
            "timeZone",
            List.of(),
            null,
            SessionZone::parse,
            "Time zone of each session: JVM for that of the JVM, as with the official driver, the id of a zone such as"
                    + " Europe/Berlin, or an offset such as +02:00. Without it that of the database user counts, which"
                    + " is UTC unless somebody changed it.",
            List.of(),
            false,
            false));
    public static final Property<String> CURRENT_SCHEMA = text(
            "currentSchema",
            "Schema to start in, or several with commas between, which are the search path. A name with capitals or"
                    + " blanks stands in double quotes. Without it the search path of the user counts.");
    public static final Property<Boolean> READ_ONLY =
            flag("readOnly", "Whether connections start read-only, in transactions and outside.");
    public static final Property<ReadOnly> READ_ONLY_MODE = choice(
            "readOnlyMode",
            ReadOnly.class,
            ReadOnly.ALWAYS,
            "What a read-only connection does: always makes transactions read-only, and the session before a statement"
                    + " outside of them that may write; transaction makes transactions read-only; ignore does nothing,"
                    + " for pools that set the mode without need.");
    public static final Property<Boolean> WITH_EVENT = flag(
            "withEvent",
            "Whether the service sends an event to Amazon EventBridge when a statement or batch of the program has"
                    + " ended. One statement can decide otherwise, by unwrap.");
    public static final Property<Tracing> TRACING = choice(
            "tracing",
            Tracing.class,
            Tracing.NONE,
            "opentelemetry: what connections do is told as spans to the program's global OpenTelemetry.");
    public static final Property<String> LOG_FILE = text(
            "logFile",
            "File that the driver writes its log lines to, besides SLF4J. Refused in the URL, which others may have"
                    + " written.");
    public static final Property<LogLevel> LOG_LEVEL = choice(
            "logLevel",
            LogLevel.class,
            LogLevel.INFO,
            "What logFile gets. info: connections and failed calls, without texts. debug: all, with the SQL text.");
    public static final Property<URI> ENDPOINT = declare(Property.address(
            "endpoint", "Address of the Data API instead of AWS's own: a VPC endpoint or an emulator."));

    static {
        DECLARED.addAll(SignInProperties.ALL);
        DECLARED.addAll(SsoProperties.ALL);
        DECLARED.addAll(NetworkProperties.ALL);
    }

    private DriverProperties() {}

    /** All properties, in the order of the documentation. */
    public static List<Property<?>> all() {
        return Collections.unmodifiableList(DECLARED);
    }

    /** The property of a name or alias, written exactly so. */
    public static Optional<Property<?>> named(String name) {
        return DECLARED.stream()
                .filter(property ->
                        property.name().equals(name) || property.aliases().contains(name))
                .findFirst();
    }

    private static <T> Property<T> declare(Property<T> property) {
        DECLARED.add(property);
        return property;
    }

    private static Property<String> text(String name, String description) {
        return declare(Property.text(name, description));
    }

    private static Property<String> secret(String name, String description) {
        return declare(Property.secret(name, description));
    }

    private static Property<Boolean> flag(String name, String description) {
        return declare(Property.truth(name, "false", description));
    }

    private static Property<Duration> seconds(String name, int byDefault, int least, int most, String description) {
        return declare(new Property<>(
                name,
                List.of(),
                Integer.toString(byDefault),
                text -> Duration.ofSeconds(wholeNumber(text, least, most)),
                description,
                List.of(),
                false,
                false));
    }

    private static <E extends Enum<E>> Property<E> choice(String name, Class<E> type, E byDefault, String description) {
        var choices = Arrays.stream(type.getEnumConstants())
                .map(DriverProperties::lowerCase)
                .toList();
        return declare(new Property<>(
                name,
                List.of(),
                lowerCase(byDefault),
                text -> Enum.valueOf(type, oneOf(text, choices).toUpperCase(Locale.ROOT)),
                description,
                choices,
                false,
                false));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String oneOf(String text, List<String> choices) {
        var choice = text.strip().toLowerCase(Locale.ROOT);
        if (!choices.contains(choice)) {
            throw new IllegalArgumentException("one of " + String.join(", ", choices));
        }
        return choice;
    }

    static long wholeNumber(String text, long least, long most) {
        try {
            var number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("a whole number from " + least + " to " + most);
    }

    static String regionName(String text) {
        // The region becomes part of a host name: anything else could send requests elsewhere.
        if (!REGION_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("an AWS region such as eu-west-1");
        }
        return text;
    }

    static URI endpoint(String text) {
        var uri = uri(text);
        if (uri == null
                || uri.getHost() == null
                || !("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an address such as https://host or http://localhost:8080");
        }
        return uri;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
