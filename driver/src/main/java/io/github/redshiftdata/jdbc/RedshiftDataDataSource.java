package io.github.redshiftdata.jdbc;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.ConnectionUrl;
import io.github.redshiftdata.jdbc.internal.config.Redaction;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Makes connections from a URL, from properties or from both; where both set the same thing, the URL counts. The setters
 * are named as the properties of the documentation; null takes a setting back. Set it up before it is shared between
 * threads.
 *
 * <p>It may be kept in JNDI, serialized or as a reference. Secrets ({@code secretAccessKey}, {@code sessionToken},
 * {@code password}, and whatever looks like one in the URL) and objects that give credentials are left out of both: set
 * them again, or leave the credentials to a profile or the default chain.
 */
public final class RedshiftDataDataSource extends WaySetters implements DataSource, Referenceable, Serializable {

    private static final long serialVersionUID = 1L;

    private static final String EMPTY_URL = ConnectionUrl.PREFIX + "//";

    private final transient Properties properties = new Properties();
    private transient String url = EMPTY_URL;
    private transient int loginTimeoutSeconds;
    private transient @Nullable PrintWriter logWriter;
    private transient @Nullable RedshiftDataTracer tracer;

    /** Makes a DataSource with no property set. */
    public RedshiftDataDataSource() {}

    @Override
    public Connection getConnection() throws SQLException {
        return RedshiftDataDriver.connect(url, properties, loginTimeoutSeconds, tracer);
    }

    /** Connects as a database user (of a cluster). The password is ignored, with a warning in the log. */
    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        var own = new Properties();
        // As defaults of others, values that are no strings would not be seen.
        own.putAll(properties);
        put(own, "user", username);
        put(own, "password", password);
        return RedshiftDataDriver.connect(url, own, loginTimeoutSeconds, tracer);
    }

    /** The URL that was set; if it holds a secret, which it must not, stars take its place. */
    public String getUrl() {
        return Redaction.ofUrl(url);
    }

    /** A URL that starts with {@code jdbc:redshift-data:}; null for none. */
    public void setUrl(@Nullable String url) {
        this.url = url == null ? EMPTY_URL : url;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeoutSeconds;
    }

    /** The login timeout in seconds; 0 for no limit. */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        if (seconds < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE, "The login timeout is " + seconds + ". It must be 0 or more.");
        }
        loginTimeoutSeconds = seconds;
    }

    /** Sets the property {@code region}. */
    public void setRegion(@Nullable String value) {
        put(properties, "region", value);
    }

    /** Sets the property {@code database}. */
    public void setDatabase(@Nullable String value) {
        put(properties, "database", value);
    }

    /** Sets the property {@code clusterIdentifier}. */
    public void setClusterIdentifier(@Nullable String value) {
        put(properties, "clusterIdentifier", value);
    }

    /** Sets the property {@code workgroupName}. */
    public void setWorkgroupName(@Nullable String value) {
        put(properties, "workgroupName", value);
    }

    /** Sets the property {@code serverless}. */
    public void setServerless(boolean value) {
        put(properties, "serverless", Boolean.toString(value));
    }

    /** Sets the property {@code dbUser}. */
    public void setDbUser(@Nullable String value) {
        put(properties, "dbUser", value);
    }

    /** Sets the property {@code user}. */
    public void setUser(@Nullable String value) {
        put(properties, "user", value);
    }

    /** Sets the property {@code password}. */
    public void setPassword(@Nullable String value) {
        put(properties, "password", value);
    }

    /** Sets the property {@code secretArn}. */
    public void setSecretArn(@Nullable String value) {
        put(properties, "secretArn", value);
    }

    /** Sets the property {@code profile}. */
    public void setProfile(@Nullable String value) {
        put(properties, "profile", value);
    }

    /** Sets the property {@code accessKeyId}. */
    public void setAccessKeyId(@Nullable String value) {
        put(properties, "accessKeyId", value);
    }

    /** Sets the property {@code secretAccessKey}. */
    public void setSecretAccessKey(@Nullable String value) {
        put(properties, "secretAccessKey", value);
    }

    /** Sets the property {@code sessionToken}. */
    public void setSessionToken(@Nullable String value) {
        put(properties, "sessionToken", value);
    }

    /** Sets the property {@code roleArn}. */
    public void setRoleArn(@Nullable String value) {
        put(properties, "roleArn", value);
    }

    /** Sets the property {@code roleSessionName}. */
    public void setRoleSessionName(@Nullable String value) {
        put(properties, "roleSessionName", value);
    }

    /** Sets the property {@code roleExternalId}. */
    public void setRoleExternalId(@Nullable String value) {
        put(properties, "roleExternalId", value);
    }

    /** Sets the property {@code credentialsProvider}, which a URL may not. */
    public void setCredentialsProvider(@Nullable String value) {
        put(properties, "credentialsProvider", value);
    }

    /**
     * Signs requests with what this provider gives. Connections with the same object share one client, also those of
     * other DataSources. The driver never closes it. It takes the place of {@code credentialsProvider}.
     *
     * @param provider one of the AWS SDK that the driver uses; null for none
     */
    public void setCredentials(@Nullable AwsCredentialsProvider provider) {
        give("credentialsProvider", provider);
    }

    /**
     * The same as {@link #setCredentials}, without a type of the AWS SDK.
     *
     * @param source null for none
     */
    public void setCredentialsSource(@Nullable RedshiftDataCredentials source) {
        give("credentialsProvider", source);
    }

    /**
     * Shows a person where to sign in by IAM Identity Center; the log tells it anyway. It stays in this JVM, as all
     * objects do.
     *
     * @param prompt null for none
     */
    public void setSsoPrompt(@Nullable RedshiftDataSignInPrompt prompt) {
        give("ssoPrompt", prompt);
    }

    /**
     * Asks a person for the code of the device of {@code mfaSerial}. It stays in this JVM, as all objects do.
     *
     * @param prompt null for none
     */
    public void setMfaPrompt(@Nullable RedshiftDataMfaPrompt prompt) {
        give("mfaPrompt", prompt);
    }

    /**
     * Gives the answers of a SAML identity provider. It stays in this JVM, as all objects do.
     *
     * @param source null for none
     */
    public void setSamlSource(@Nullable RedshiftDataSamlSource source) {
        give("samlSource", source);
    }

    private void give(String name, @Nullable Object object) {
        if (object == null) {
            properties.remove(name);
        } else {
            properties.put(name, object);
        }
    }

    /** Sets the property {@code session}. */
    public void setSession(@Nullable String value) {
        put(properties, "session", value);
    }

    /** Sets the property {@code sessionKeepAliveSeconds}. */
    public void setSessionKeepAliveSeconds(int value) {
        put(properties, "sessionKeepAliveSeconds", Integer.toString(value));
    }

    /** Sets the property {@code idleSessionSeconds}. */
    public void setIdleSessionSeconds(int value) {
        put(properties, "idleSessionSeconds", Integer.toString(value));
    }

    /** Sets the property {@code transactionIdleSeconds}. */
    public void setTransactionIdleSeconds(int value) {
        put(properties, "transactionIdleSeconds", Integer.toString(value));
    }

    /** Sets the property {@code lazyConnect}. */
    public void setLazyConnect(boolean value) {
        put(properties, "lazyConnect", Boolean.toString(value));
    }

    /** Sets the property {@code parameters}. */
    public void setParameters(@Nullable String value) {
        put(properties, "parameters", value);
    }

    /** Sets the property {@code resultFormat}. */
    public void setResultFormat(@Nullable String value) {
        put(properties, "resultFormat", value);
    }

    /** Sets the property {@code scriptMode}. */
    public void setScriptMode(@Nullable String value) {
        put(properties, "scriptMode", value);
    }

    /** Sets the property {@code metadataSource}. */
    public void setMetadataSource(@Nullable String value) {
        put(properties, "metadataSource", value);
    }

    /** Sets the property {@code metadataCacheSeconds}. */
    public void setMetadataCacheSeconds(int value) {
        put(properties, "metadataCacheSeconds", Integer.toString(value));
    }

    /** Sets the property {@code databaseProductName}. */
    public void setDatabaseProductName(@Nullable String value) {
        put(properties, "databaseProductName", value);
    }

    /** Sets the property {@code resultBufferBytes}. */
    public void setResultBufferBytes(long value) {
        put(properties, "resultBufferBytes", Long.toString(value));
    }

    /** Sets the property {@code queryTimeout}. */
    public void setQueryTimeout(int value) {
        put(properties, "queryTimeout", Integer.toString(value));
    }

    /** Sets the property {@code connectTimeout}. */
    public void setConnectTimeout(int value) {
        put(properties, "connectTimeout", Integer.toString(value));
    }

    /** Sets the property {@code requestTimeout}. */
    public void setRequestTimeout(int value) {
        put(properties, "requestTimeout", Integer.toString(value));
    }

    /** Sets the property {@code maxStatementBytes}. */
    public void setMaxStatementBytes(int value) {
        put(properties, "maxStatementBytes", Integer.toString(value));
    }

    /** Sets the property {@code applicationName}. */
    public void setApplicationName(@Nullable String value) {
        put(properties, "applicationName", value);
    }

    /** Sets the property {@code queryGroup}. */
    public void setQueryGroup(@Nullable String value) {
        put(properties, "queryGroup", value);
    }

    /** Sets the property {@code sessionSettings}. */
    public void setSessionSettings(@Nullable String value) {
        put(properties, "sessionSettings", value);
    }

    /** Sets the property {@code timeZone}. */
    public void setTimeZone(@Nullable String value) {
        put(properties, "timeZone", value);
    }

    /** Sets the property {@code currentSchema}. */
    public void setCurrentSchema(@Nullable String value) {
        put(properties, "currentSchema", value);
    }

    /** Sets the property {@code withEvent}. */
    public void setWithEvent(boolean value) {
        put(properties, "withEvent", Boolean.toString(value));
    }

    /** Sets the property {@code readOnlyMode}. */
    public void setReadOnlyMode(@Nullable String value) {
        put(properties, "readOnlyMode", value);
    }

    /** Sets the property {@code readOnly}. */
    public void setReadOnly(boolean value) {
        put(properties, "readOnly", Boolean.toString(value));
    }

    /** Sets the property {@code tracing}. */
    public void setTracing(@Nullable String value) {
        put(properties, "tracing", value);
    }

    /** Sets the property {@code logFile}, which a URL may not. */
    public void setLogFile(@Nullable String value) {
        put(properties, "logFile", value);
    }

    /** Sets the property {@code logLevel}. */
    public void setLogLevel(@Nullable String value) {
        put(properties, "logLevel", value);
    }

    /**
     * Lets a tracer know what the connections do that are made from now on; null for the one of the property {@code tracing}.
     * It is no setting: it is neither serialized nor kept in a reference.
     */
    public void setTracer(@Nullable RedshiftDataTracer tracer) {
        this.tracer = tracer;
    }

    private static void put(Properties target, String name, @Nullable String value) {
        if (value == null) {
            target.remove(name);
        } else {
            target.setProperty(name, value);
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Keeps the writer but does not write to it: the driver logs by SLF4J. */
    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.github.redshiftdata.jdbc");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "This DataSource is not a " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
        if (type == null) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "The class to unwrap is null.");
        }
        return type.isInstance(this);
    }

    /** The settings without secrets, from which {@link RedshiftDataDataSourceFactory} makes the DataSource again. */
    @Override
    public Reference getReference() {
        return settings().reference();
    }

    private Object writeReplace() {
        return settings();
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A RedshiftDataDataSource is written in another form.");
    }

    private DataSourceSettings settings() {
        return DataSourceSettings.of(getUrl(), properties, loginTimeoutSeconds);
    }

    /** Sets a property by its name, whatever it is. */
    @Override
    void setProperty(String name, @Nullable String value) {
        put(properties, name, value);
    }

    /** What is set, without secrets. */
    @Override
    public String toString() {
        try {
            var values = ConfigReader.valuesToShow(url, properties);
            values.replaceAll((name, value) -> Shown.value(value));
            return "RedshiftDataDataSource" + values;
        } catch (ConfigurationException e) {
            return "RedshiftDataDataSource{" + e.getMessage() + "}";
        }
    }
}
