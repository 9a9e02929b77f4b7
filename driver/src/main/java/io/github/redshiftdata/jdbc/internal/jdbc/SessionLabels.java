package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ClientInfo;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;

/** The client info of a connection, which names its session, too. */
final class SessionLabels {

    private SessionLabels() {}

    static ClientInfo of(DriverConfig config, DataSession session) {
        return new ClientInfo(
                config.applicationName(),
                config.initialSetting(SessionSetting.QUERY_GROUP),
                (name, value) -> session.settings().label(settingOf(name), value));
    }

    private static String settingOf(String name) {
        return name.equals(ClientInfo.APPLICATION_NAME) ? SessionSetting.APPLICATION_NAME : SessionSetting.QUERY_GROUP;
    }
}
