package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The settings that each session of a connection has from its beginning. Sends nothing itself. */
public final class ConnectionSettings {

    private final DriverConfig config;
    private final SessionState state;

    ConnectionSettings(DriverConfig config, SessionState state) {
        this.config = config;
        this.state = state;
    }

    /**
     * Takes the settings of the properties; for a connection that has run no statement yet.
     *
     * @throws SQLException if a value has a character that Redshift cannot store
     */
    public void preset() throws SQLException {
        var name = config.applicationName();
        if (name != null) {
            preset(SessionSetting.APPLICATION_NAME, name, DriverProperties.APPLICATION_NAME.name());
        }
        for (var setting : config.initialSettings()) {
            preset(setting.name(), setting.value(), setting.property());
        }
    }

    private void preset(String name, String value, String property) throws SQLException {
        try {
            state.preset(BoundStatement.ofDriver(SessionSetting.set(name, value)), property);
        } catch (IllegalArgumentException e) {
            throw Errors.of(
                    SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                    "The property " + property + " cannot be sent: " + e.getMessage() + ".",
                    e);
        }
    }

    /**
     * Takes the search path of the session that is opened later; for a connection that has run no statement yet.
     *
     * @param sqlText what stands behind TO, quoted already
     */
    public void presetSearchPath(String sqlText) {
        state.preset(searchPath(sqlText), DriverProperties.CURRENT_SCHEMA.name());
    }

    static BoundStatement searchPath(String sqlText) {
        return BoundStatement.ofDriver("SET " + SessionSetting.SEARCH_PATH + " TO " + sqlText);
    }

    /**
     * Names the session from the next statement on, and each one that takes its place. May be called by any thread.
     *
     * @param name of the setting; one of {@link SessionSetting}
     * @param value of characters that Redshift can store; null for what a new session has
     */
    public void label(String name, @Nullable String value) {
        var sql = value == null ? SessionSetting.reset(name) : SessionSetting.set(name, value);
        state.labels().want(BoundStatement.ofDriver(sql));
    }
}
