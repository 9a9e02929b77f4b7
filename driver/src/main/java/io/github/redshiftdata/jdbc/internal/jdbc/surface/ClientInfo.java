package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The client info of a connection: the application name, which becomes part of the name of each statement. */
public final class ClientInfo {

    public static final String APPLICATION_NAME = "ApplicationName";

    /** The names that can be set, with the longest value and a description: the rows of getClientInfoProperties. */
    static final List<String> NAMES = List.of(APPLICATION_NAME);

    /** The longest value that is of use: it becomes part of a StatementName. */
    public static final int MAX_LENGTH = ExecuteOptions.LONGEST_STATEMENT_NAME;

    private volatile @Nullable String applicationName;

    public ClientInfo(@Nullable String applicationName) {
        this.applicationName = applicationName;
    }

    boolean knows(@Nullable String name) {
        return APPLICATION_NAME.equals(name);
    }

    @Nullable
    String get(@Nullable String name) {
        return knows(name) ? applicationName : null;
    }

    void set(@Nullable String value) {
        applicationName = value == null || value.isEmpty() ? null : value;
    }

    Properties all() {
        var properties = new Properties();
        var name = applicationName;
        if (name != null) {
            properties.setProperty(APPLICATION_NAME, name);
        }
        return properties;
    }

    /** The StatementName to send, or null. */
    @Nullable
    public String statementName() {
        return applicationName;
    }
}
