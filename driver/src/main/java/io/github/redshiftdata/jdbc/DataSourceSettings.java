package io.github.redshiftdata.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.naming.Reference;
import javax.naming.StringRefAddr;

/**
 * What is set on a DataSource, in the form in which it leaves its JVM: without secrets, which have no place in a directory
 * or a file.
 *
 * @param url without secrets
 * @param properties by their names
 * @param loginTimeoutSeconds 0 for no limit
 */
record DataSourceSettings(String url, Map<String, String> properties, int loginTimeoutSeconds) implements Serializable {

    static final String URL = "url";
    static final String LOGIN_TIMEOUT = "loginTimeout";

    static DataSourceSettings of(String url, Properties properties, int loginTimeoutSeconds) {
        var open = new TreeMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            var value = properties.getProperty(name);
            if (!isSecret(name) && !SecretWords.before(value)) {
                open.put(name, value);
            }
        }
        return new DataSourceSettings(url, open, loginTimeoutSeconds);
    }

    private static boolean isSecret(String name) {
        return DriverProperties.named(name)
                .map(property -> property.secret() || property.equals(DriverProperties.PASSWORD))
                .orElseGet(() -> SecretWords.in(name));
    }

    /** The settings as a reference for JNDI. */
    Reference reference() {
        var reference = new Reference(
                RedshiftDataDataSource.class.getName(), RedshiftDataDataSourceFactory.class.getName(), null);
        reference.add(new StringRefAddr(URL, url));
        reference.add(new StringRefAddr(LOGIN_TIMEOUT, Integer.toString(loginTimeoutSeconds)));
        properties.forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    private Object readResolve() throws SQLException {
        var source = new RedshiftDataDataSource();
        source.setUrl(url);
        source.setLoginTimeout(loginTimeoutSeconds);
        properties.forEach(source::setProperty);
        return source;
    }
}
