package io.github.redshiftdata.jdbc.internal.config;

import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.CLUSTER_IDENTIFIER;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.CREDENTIALS_PROVIDER;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.DATABASE;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.DB_USER;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ENDPOINT;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.LOGIN_TIMEOUT;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.PASSWORD;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.REGION;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.SECRET_ARN;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.SERVERLESS;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.WORKGROUP_NAME;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Cluster;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.DatabaseAuth;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.DbUser;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.IamIdentity;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.LogTarget;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Secret;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Target;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Workgroup;
import io.github.redshiftdata.jdbc.internal.config.UrlHost.Kind;
import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of a connection: merges URL and Properties and refuses contradictions. */
public final class ConfigReader {

    /** The default for an emulator if the user says nothing else. */
    private static final String EMULATOR_REGION = "us-east-1";

    private static final String EMULATOR_TARGET = "embedded";
    private static final String EMULATOR_DATABASE = "dev";

    /** The name by which pools send a database user. */
    private static final String USER = "user";

    private static final Pattern ACCESS_KEY_ID = Pattern.compile("A[KS]IA[A-Z0-9]{12,}");

    private final ConnectionUrl url;
    private final Settings settings;
    /** The user does not say how to sign, and the endpoint accepts any signature. */
    private final boolean anySignature;
    /** The endpoint needs neither region nor target nor database. */
    private final boolean lenient;

    private final AmbientRegion ambientRegion;

    /** Where a region comes from that neither the URL nor the Properties name. */
    @FunctionalInterface
    public interface AmbientRegion {
        /**
         * The region, or null.
         *
         * @param profile the profile that the connection names, or null
         */
        @Nullable
        String of(@Nullable String profile);
    }

    private ConfigReader(ConnectionUrl url, Settings settings, AmbientRegion ambientRegion)
            throws ConfigurationException {
        this.url = url;
        this.settings = settings;
        this.ambientRegion = ambientRegion;
        var endpoint = settings.optional(ENDPOINT);
        var here = url.host().kind() == Kind.EMBEDDED || UrlHost.isLoopback(endpoint);
        this.anySignature = (here || isPlainHttp(endpoint)) && AwsAuthReader.isSilent(settings);
        this.lenient = here || anySignature;
    }

    /** AWS speaks https only, and credentials of the environment must not cross a network in the clear. */
    private static boolean isPlainHttp(@Nullable URI endpoint) {
        return endpoint != null && "http".equalsIgnoreCase(endpoint.getScheme());
    }

    /**
     * The configuration of a connection. Where the URL and the Properties both set something, the URL counts.
     *
     * @param properties read with their defaults; an unknown one is a warning in the log
     * @param loginTimeoutSeconds what counts where {@code loginTimeout} is not set; 0 for no limit
     * @param embedded asked only if the host is {@code embedded}, and only after all else is found right
     */
    public static DriverConfig read(
            String url, Properties properties, int loginTimeoutSeconds, EmbeddedEndpoint embedded)
            throws ConfigurationException {
        return read(url, properties, loginTimeoutSeconds, embedded, profile -> null);
    }

    /**
     * The same, with a region of the environment where none is given.
     *
     * @param ambientRegion asked only if there is no other region, and one is needed
     */
    public static DriverConfig read(
            String url,
            Properties properties,
            int loginTimeoutSeconds,
            EmbeddedEndpoint embedded,
            AmbientRegion ambientRegion)
            throws ConfigurationException {
        var parsed = ConnectionUrl.parse(url);
        return new ConfigReader(parsed, Settings.merge(parsed, properties), ambientRegion)
                .config(loginTimeoutSeconds, embedded);
    }

    /**
     * What URL and Properties set, by the names of properties, without judging it; secrets are left out. For forms that
     * tools show.
     */
    public static Map<String, String> valuesToShow(String url, Properties properties) throws ConfigurationException {
        var parsed = ConnectionUrl.parse(url);
        var settings = Settings.merge(parsed, properties);
        var values = new LinkedHashMap<String, String>();
        settings.texts().forEach((property, text) -> {
            if (!property.secret() && !SecretWords.before(text)) {
                values.put(property.name(), property.equals(ENDPOINT) ? Shown.withoutLogin(text) : text);
            }
        });
        var poolUser = settings.poolUser();
        if (poolUser != null) {
            values.putIfAbsent(DB_USER.name(), poolUser);
        }
        var name = parsed.host().name();
        if (name != null) {
            values.putIfAbsent((isServerless(settings) ? WORKGROUP_NAME : CLUSTER_IDENTIFIER).name(), name);
        }
        return values;
    }

    private static boolean isServerless(Settings settings) {
        return "true".equalsIgnoreCase(settings.text(SERVERLESS));
    }

    private DriverConfig config(int loginTimeoutSeconds, EmbeddedEndpoint embedded) throws ConfigurationException {
        warnOfPassword();
        warnOfPlainHttp();
        lookForARegion();
        var loginTimeout = settings.value(LOGIN_TIMEOUT);
        var limit = loginTimeout.isZero() ? Duration.ofSeconds(Math.max(0, loginTimeoutSeconds)) : loginTimeout;
        var config = config(limit, endpoint());
        // An emulator is started only when all else is found right.
        return url.host().kind() == Kind.EMBEDDED ? config(limit, embedded.start()) : config;
    }

    private void lookForARegion() throws ConfigurationException {
        if (!settings.has(REGION) && !lenient) {
            var found = ambientRegion.of(settings.optional(DriverProperties.PROFILE));
            if (found != null) {
                // A part of the settings from now on: getURL gives the same connection elsewhere too.
                settings.assume(REGION, found);
            }
        }
    }

    private DriverConfig config(Duration loginTimeout, @Nullable URI endpoint) throws ConfigurationException {
        var target = target();
        return new DriverConfig(
                sanitizedUrl(),
                required(
                        REGION,
                        EMULATOR_REGION,
                        "Set region=…, for example region=eu-west-1, or AWS_REGION, or region in the" + " profile."),
                endpoint,
                target,
                required(DATABASE, EMULATOR_DATABASE, "Write it after the host (//HOST/dev) or set database=…"),
                databaseAuth(target),
                anySignature ? AwsAuthReader.PLACEHOLDER : AwsAuthReader.read(settings),
                NetworkProperties.read(settings),
                settings.value(DriverProperties.SESSION),
                sessionTimes(),
                settings.value(DriverProperties.LAZY_CONNECT),
                settings.value(DriverProperties.PARAMETERS),
                settings.value(DriverProperties.RESULT_FORMAT),
                settings.value(DriverProperties.SCRIPT_MODE),
                settings.value(DriverProperties.METADATA_SOURCE),
                settings.value(DriverProperties.METADATA_CACHE_SECONDS),
                settings.value(DriverProperties.DATABASE_PRODUCT_NAME),
                settings.value(DriverProperties.RESULT_BUFFER_BYTES),
                settings.value(DriverProperties.QUERY_TIMEOUT),
                loginTimeout,
                settings.value(DriverProperties.CONNECT_TIMEOUT),
                settings.value(DriverProperties.REQUEST_TIMEOUT),
                settings.value(DriverProperties.MAX_STATEMENT_BYTES),
                settings.optional(DriverProperties.APPLICATION_NAME),
                initialSettings(),
                settings.optional(DriverProperties.CURRENT_SCHEMA),
                settings.value(DriverProperties.READ_ONLY),
                settings.value(DriverProperties.WITH_EVENT),
                settings.value(DriverProperties.READ_ONLY_MODE),
                settings.value(DriverProperties.TRACING),
                logTarget(),
                settings.warnings());
    }

    private SessionTimes sessionTimes() throws ConfigurationException {
        return new SessionTimes(
                settings.value(DriverProperties.IDLE_SESSION_SECONDS),
                settings.value(DriverProperties.TRANSACTION_IDLE_SECONDS),
                settings.value(DriverProperties.SESSION_KEEP_ALIVE_SECONDS));
    }

    private List<InitialSetting> initialSettings() throws ConfigurationException {
        var all = new ArrayList<InitialSetting>();
        var listed = settings.optional(DriverProperties.SESSION_SETTINGS);
        if (listed != null) {
            listed.values().forEach((name, value) -> {
                all.add(new InitialSetting(name, value, DriverProperties.SESSION_SETTINGS.name()));
            });
        }
        var zone = settings.optional(DriverProperties.TIME_ZONE);
        if (zone != null) {
            all.add(new InitialSetting("timezone", zone, DriverProperties.TIME_ZONE.name()));
        }
        var group = settings.optional(DriverProperties.QUERY_GROUP);
        if (group != null) {
            all.add(new InitialSetting("query_group", group, DriverProperties.QUERY_GROUP.name()));
        }
        return List.copyOf(all);
    }

    private @Nullable LogTarget logTarget() throws ConfigurationException {
        var level = settings.value(DriverProperties.LOG_LEVEL);
        var file = settings.optional(DriverProperties.LOG_FILE);
        return file == null ? null : new LogTarget(file, level);
    }

    private @Nullable URI endpoint() throws ConfigurationException {
        var endpoint = settings.optional(ENDPOINT);
        if (endpoint != null && url.host().kind() == Kind.EMBEDDED) {
            throw new ConfigurationException("The host 'embedded' has an address of its own, but endpoint is set too."
                    + " Leave out endpoint, or write the URL without a host: " + ConnectionUrl.PREFIX
                    + "///dev?endpoint=…");
        }
        return endpoint;
    }

    private Target target() throws ConfigurationException {
        var serverless = settings.value(SERVERLESS);
        var name = url.host().name();
        var cluster = named(settings.optional(CLUSTER_IDENTIFIER), serverless ? null : name, CLUSTER_IDENTIFIER);
        var workgroup = named(settings.optional(WORKGROUP_NAME), serverless ? name : null, WORKGROUP_NAME);
        if (cluster != null && workgroup != null) {
            throw new ConfigurationException("Both a cluster (" + Shown.quoted(cluster) + ") and a workgroup ("
                    + Shown.quoted(workgroup)
                    + ") are given. Leave one of clusterIdentifier and workgroupName; a host name without dots is a"
                    + " cluster, or with serverless=true a workgroup.");
        }
        if (workgroup != null) {
            return new Workgroup(workgroup);
        }
        if (cluster != null && !serverless) {
            return new Cluster(cluster);
        }
        if (cluster != null) {
            throw new ConfigurationException("serverless=true contradicts the cluster " + Shown.quoted(cluster)
                    + ". Leave out serverless, or set workgroupName instead of clusterIdentifier.");
        }
        if (lenient) {
            return settings.has(DB_USER) ? new Cluster(EMULATOR_TARGET) : new Workgroup(EMULATOR_TARGET);
        }
        throw new ConfigurationException("Neither a cluster nor a workgroup is given. Write it as the host ("
                + ConnectionUrl.PREFIX + "//NAME:REGION/DATABASE) or set clusterIdentifier or workgroupName."
                + (url.host().kind() == Kind.SERVICE
                        ? " The host of the URL is taken for the address of the Data API: a custom domain name does not"
                                + " tell the cluster."
                        : ""));
    }

    private static @Nullable String named(@Nullable String byKey, @Nullable String byHost, Property<String> property)
            throws ConfigurationException {
        if (byKey != null && byHost != null && !byKey.equals(byHost)) {
            throw new ConfigurationException("The host of the URL says " + Shown.quoted(byHost) + ", but "
                    + property.name() + " says " + Shown.quoted(byKey) + ". Leave one.");
        }
        return byKey == null ? byHost : byKey;
    }

    private String required(Property<String> property, String forAnEmulator, String whatToDo)
            throws ConfigurationException {
        var value = settings.optional(property);
        if (value != null) {
            return value;
        }
        if (lenient) {
            return forAnEmulator;
        }
        throw new ConfigurationException("No " + property.name() + " is given. " + whatToDo);
    }

    /**
     * Refuses an AWS access key as the user. Some pools know no other properties for credentials: the key must not be
     * taken for a database user, nor other credentials be used silently.
     */
    private void refuseKeysAsUser() throws ConfigurationException {
        var user = settings.poolUser() == null ? settings.text(DB_USER) : settings.poolUser();
        if (user != null && ACCESS_KEY_ID.matcher(user).matches()) {
            throw new ConfigurationException("The user looks like an AWS access key id, but 'user' names the database"
                    + " user. Set the properties accessKeyId and secretAccessKey instead of user and password.");
        }
    }

    private DatabaseAuth databaseAuth(Target target) throws ConfigurationException {
        refuseKeysAsUser();
        var secret = settings.optional(SECRET_ARN);
        var dbUser = settings.optional(DB_USER);
        if (secret != null && dbUser != null) {
            throw new ConfigurationException("Both secretArn and dbUser are set. The secret holds the user already:"
                    + " leave out dbUser, or leave out secretArn to log in with temporary credentials.");
        }
        if (dbUser != null && target instanceof Workgroup workgroup) {
            throw new ConfigurationException(
                    "dbUser cannot be used with the workgroup " + Shown.quoted(workgroup.name())
                            + ": there the user follows from the IAM identity. Leave out dbUser, or use secretArn.");
        }
        warnOfPoolUser(secret, dbUser, target);
        if (secret != null) {
            return new Secret(secret);
        }
        var user = dbUser == null && target instanceof Cluster && !isAPerson() ? settings.poolUser() : dbUser;
        return user == null ? new IamIdentity() : new DbUser(user);
    }

    private void warnOfPoolUser(@Nullable String secret, @Nullable String dbUser, Target target) {
        var user = settings.poolUser();
        if (user == null || user.equals(dbUser)) {
            return;
        }
        if (secret != null) {
            settings.warn(USER, "The property 'user' is ignored: the secret of secretArn holds the database user.");
        } else if (dbUser != null) {
            settings.warn(USER, "The property 'user' is ignored: dbUser is set to another name.");
        } else if (isAPerson()) {
            settings.warn(
                    USER, "The property 'user' is ignored: with ssoApplicationArn the database user is the person.");
        } else if (isUnnamedEmulator()) {
            settings.warn(
                    USER,
                    "The property 'user' is ignored: an emulator knows no users of pools and tools. To log in to it as"
                            + " another database user, set dbUser.");
        } else if (target instanceof Workgroup) {
            settings.warn(
                    USER,
                    "The property 'user' is ignored: with a workgroup the database user follows from the IAM"
                            + " identity. To choose another one, use secretArn.");
        }
    }

    /** Whether the database user is a person of IAM Identity Center. */
    private boolean isAPerson() {
        return settings.has(SsoProperties.SSO_APPLICATION_ARN);
    }

    /** Whether the target was only assumed for an emulator: the user gave its address, and no workgroup. */
    private boolean isUnnamedEmulator() {
        return lenient && !settings.has(WORKGROUP_NAME) && url.host().name() == null;
    }

    private void warnOfPassword() {
        if (settings.has(PASSWORD)) {
            settings.warn(
                    PASSWORD.name(),
                    "The password is ignored: the Data API takes none. To log in with a password, keep user and"
                            + " password in a secret of AWS Secrets Manager and set secretArn.");
        }
    }

    private void warnOfPlainHttp() throws ConfigurationException {
        var endpoint = endpoint();
        if (endpoint != null && !anySignature && isPlainHttp(endpoint) && !UrlHost.isLoopback(endpoint)) {
            settings.warn(
                    ENDPOINT.name(),
                    "The endpoint " + Shown.value(endpoint.toString())
                            + " is not encrypted. Use https for anything but an emulator.");
        }
    }

    /** The URL with the settings of the Properties added, in a fixed order, without secrets and without class names. */
    private String sanitizedUrl() {
        var implied = url.host().implied();
        var pieces = new ArrayList<String>();
        for (var property : DriverProperties.all()) {
            var text = property.equals(DB_USER) ? userToKeep() : settings.text(property);
            if (text != null
                    && mayBeInUrl(property, text)
                    && !(property.equals(DATABASE) && isPath(text))
                    && !implied.containsKey(property.name())) {
                pieces.add(property.name() + "=" + ConnectionUrl.encode(text));
            }
        }
        var database = settings.text(DATABASE);
        var path = database == null || !isPath(database) ? "" : ConnectionUrl.encode(database);
        var query = pieces.isEmpty() ? "" : "?" + String.join("&", pieces);
        return ConnectionUrl.PREFIX + "//" + url.host().text() + "/" + path + query;
    }

    /** What a connection by this URL would refuse in it is left out: it is given as a property again. */
    private static boolean mayBeInUrl(Property<?> property, String text) {
        return !property.secret()
                && !property.equals(CREDENTIALS_PROVIDER)
                && !property.equals(DriverProperties.LOG_FILE)
                && !property.equals(SignInProperties.WEB_IDENTITY_TOKEN_FILE)
                && !SecretWords.before(text);
    }

    private static boolean isPath(String database) {
        return mayBeInUrl(DATABASE, database) && !ConnectionUrl.hasLogin(database);
    }

    private @Nullable String userToKeep() {
        var user = settings.text(DB_USER);
        // A pool's user counts only with a cluster, where it is the dbUser.
        var counts = settings.has(CLUSTER_IDENTIFIER) || (url.host().name() != null && !isServerless(settings));
        return user == null && counts && !settings.has(SECRET_ARN) && !isAPerson() ? settings.poolUser() : user;
    }
}
