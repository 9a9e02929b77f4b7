package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The client info of a connection: the name of the application, which becomes part of the name of each statement and the
 * name of the session, and the group that its queries belong to.
 */
public final class ClientInfo {

    public static final String APPLICATION_NAME = "ApplicationName";
    public static final String QUERY_GROUP = "QueryGroup";

    /** The names that can be set: the rows of getClientInfoProperties. */
    static final List<String> NAMES = List.of(APPLICATION_NAME, QUERY_GROUP);

    /** The longest name of an application that is of use: it becomes part of a StatementName. */
    public static final int MAX_LENGTH = ExecuteOptions.LONGEST_STATEMENT_NAME;

    /** The longest group that the system views show. */
    public static final int MAX_GROUP_LENGTH = 320;

    private final BiConsumer<String, @Nullable String> changed;
    private volatile @Nullable String applicationName;
    private volatile @Nullable String queryGroup;

    /**
     * The client info that the properties of the connection give.
     *
     * @param changed is given the name and the value, or null, of each change
     */
    public ClientInfo(
            @Nullable String applicationName,
            @Nullable String queryGroup,
            BiConsumer<String, @Nullable String> changed) {
        this.applicationName = applicationName;
        this.queryGroup = queryGroup;
        this.changed = changed;
    }

    boolean knows(@Nullable String name) {
        return name != null && NAMES.contains(name);
    }

    @Nullable
    String get(@Nullable String name) {
        if (APPLICATION_NAME.equals(name)) {
            return applicationName;
        }
        return QUERY_GROUP.equals(name) ? queryGroup : null;
    }

    /** Sets one that is known; tells also of a value that it has, since a SET may have changed the session meanwhile. */
    void set(String name, @Nullable String text) {
        var value = text == null || text.isEmpty() ? null : text;
        var isNews = value != null || get(name) != null;
        if (name.equals(APPLICATION_NAME)) {
            applicationName = value;
        } else {
            queryGroup = value;
        }
        if (isNews) {
            changed.accept(name, value);
        }
    }

    Properties all() {
        var properties = new Properties();
        for (var name : NAMES) {
            var value = get(name);
            if (value != null) {
                properties.setProperty(name, value);
            }
        }
        return properties;
    }

    /** The StatementName to send, or null. */
    @Nullable
    public String statementName() {
        return applicationName;
    }
}
