package io.github.redshiftdata.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Set;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link RedshiftDataDataSource} from a JNDI reference: from one that {@link RedshiftDataDataSource#getReference()}
 * gave, or from a resource of a server's configuration, whose attributes are {@code url}, {@code loginTimeout} and the
 * properties of the documentation.
 */
public final class RedshiftDataDataSourceFactory implements ObjectFactory {

    private static final Set<String> CLASSES =
            Set.of(RedshiftDataDataSource.class.getName(), DataSource.class.getName());

    /** What servers add to a resource for themselves, in lower case. */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "factory", "scope", "auth", "singleton", "closemethod", "description", "name", "type", "driverclassname");

    /** For JNDI, which makes it by its class name. */
    public RedshiftDataDataSourceFactory() {}

    /**
     * The DataSource of a reference.
     *
     * @return null if the object is no reference to a DataSource of this driver
     * @throws SQLException with SQLSTATE 22023 if the login timeout is no number
     */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws SQLException {
        return object instanceof Reference reference && CLASSES.contains(reference.getClassName())
                ? dataSource(reference)
                : null;
    }

    private static RedshiftDataDataSource dataSource(Reference reference) throws SQLException {
        var source = new RedshiftDataDataSource();
        for (var addresses = reference.getAll(); addresses.hasMoreElements(); ) {
            RefAddr address = addresses.nextElement();
            if (address.getContent() instanceof String value && !value.isBlank()) {
                set(source, address.getType(), value);
            }
        }
        return source;
    }

    private static void set(RedshiftDataDataSource source, String type, String value) throws SQLException {
        switch (type.toLowerCase(Locale.ROOT)) {
            case "url" -> source.setUrl(value);
            case "logintimeout" -> source.setLoginTimeout(seconds(value));
            case "username" -> source.setUser(value);
            default -> {
                if (DriverProperties.named(type).isPresent()
                        || !OF_THE_SERVER.contains(type.toLowerCase(Locale.ROOT))) {
                    source.setProperty(type, value);
                }
            }
        }
    }

    private static int seconds(String value) throws SQLException {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The loginTimeout of the reference must be a whole number of seconds. It is " + Shown.quoted(value)
                            + ".",
                    e);
        }
    }
}
