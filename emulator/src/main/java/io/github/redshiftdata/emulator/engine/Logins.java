package io.github.redshiftdata.emulator.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Who logs in to PostgreSQL. The user's SQL never runs as a superuser, and in no session that could become one again: each
 * role logs in for itself. So nothing that the SQL may try gets at the files and programs of the machine.
 *
 * <p>The roles' password is made from what PostgreSQL keeps of the superuser's, which nobody else can read. So all
 * emulators on one server know it, and none has to keep it.
 */
final class Logins {

    /** Who a client without DbUser is. */
    static final String ADMIN = "awsuser";

    /** Owns what the emulator puts into databases. Nobody logs in as it. */
    private static final String OWNER = "redshift_emulator";

    /** The trigger by which what the superuser creates becomes the first user's. */
    private static final String HAND_OVER = "redshift_hand_over";

    private static final String WRONG_PASSWORD = "28P01";

    /** But for those that PostgreSQL brings, whose names begin so. */
    private static final String NO_LOGIN =
            "SELECT NOT rolcanlogin FROM pg_roles WHERE rolname = ? AND rolname NOT LIKE 'pg\\_%' AND rolname <> '"
                    + OWNER + "'";

    /** From here on CREATEROLE gives power over the roles created and no others. */
    private static final int SAFE_CREATEROLE = 16;

    /** Kept by emulators that start on one server at the same time. */
    private static final long CREATION_LOCK = 7_391_227_004L;

    private static final int SECRET_BYTES = 32;

    private final String url;
    private final boolean ownServer;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<String> notices = new ArrayList<>();
    private boolean superuser;
    private String ownName = ADMIN;
    private volatile String ownRole = "none";
    private volatile String secret = "";

    /**
     * Logins to a server.
     *
     * @param url with the login that prepares databases; a superuser if it can
     * @param ownServer whether the server serves this emulator alone, so that its roles may be changed
     */
    Logins(String url, boolean ownServer) {
        this.url = url;
        this.ownServer = ownServer;
    }

    /** Whether Redshift's system objects can be put into databases. */
    boolean superuser() {
        return superuser;
    }

    /** What this login cannot do: a sentence each. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * The login that prepares databases. A user may own the database and have set what its sessions begin with; names and
     * operators of his are not found before PostgreSQL's own.
     */
    Connection openOwn(String database) throws SQLException {
        var properties = properties();
        if (!url.contains("options=")) {
            PGProperty.OPTIONS.set(properties, "-c search_path=pg_catalog -c role=" + ownRole);
        }
        return DriverManager.getConnection(DatabaseUrl.withDatabase(url, database), properties);
    }

    /**
     * Makes the role of clients without DbUser ready.
     *
     * @param connection to the first database, by {@link #openOwn}
     * @throws EngineException where the role is there and is not one that may run a user's SQL
     */
    void prepare(Connection connection) throws SQLException, EngineException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT rolsuper, rolname FROM pg_roles WHERE rolname = session_user")) {
            result.next();
            superuser = result.getBoolean(1);
            ownName = result.getString(2);
        }
        if (!superuser) {
            notices.add("The login \"" + ownName + "\" of the given PostgreSQL is no superuser. SQL runs as this login;"
                    + " Redshift's types, functions and views are there only if a superuser's emulator has put them"
                    + " there, and a DbUser must be a role that the login is a member of.");
            return;
        }
        secret = secret(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + CREATION_LOCK + ")");
            createAdmin(connection, version);
            createOwner(connection);
            statement.execute("SELECT pg_advisory_unlock(" + CREATION_LOCK + ")");
        }
        if (!mayRunSql(connection, ADMIN)) {
            throw new EngineException(tooPowerful(ADMIN), false, null);
        }
        known.add(ADMIN);
    }

    private void createOwner(Connection connection) throws SQLException {
        if (!holds(connection, "SELECT true FROM pg_roles WHERE rolname = ?", OWNER)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + OWNER + " SUPERUSER NOLOGIN");
            }
        }
        ownRole = OWNER;
    }

    private void createAdmin(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, ADMIN)) {
                String rights = version >= SAFE_CREATEROLE ? "CREATEDB CREATEROLE" : "CREATEDB";
                statement.execute("CREATE ROLE " + ADMIN + " LOGIN " + rights);
                if (version >= SAFE_CREATEROLE) {
                    // Redshift's first user may do what the users may that he has created.
                    statement.execute("ALTER ROLE " + ADMIN + " SET createrole_self_grant = 'set, inherit'");
                }
                setPassword(connection, ADMIN);
            } else if (ownServer) {
                // It has that of another start, whose directory this server has got.
                setPassword(connection, ADMIN);
            }
        }
        if (version < SAFE_CREATEROLE) {
            notices.add("PostgreSQL " + version + " has no CREATEROLE that could not be used to become a superuser, so"
                    + " CREATE USER and CREATE GROUP fail. They work from PostgreSQL " + SAFE_CREATEROLE + " on.");
        }
    }

    /**
     * Gives the role of clients without DbUser what the owner of a database of Redshift has in it. What was granted before
     * is not granted again: emulators may start side by side.
     *
     * @param connection to that database, by {@link #openOwn}
     */
    void admitTo(Connection connection) throws SQLException {
        SqlScript.run(connection, "admission.sql");
    }

    /** Lets the role of clients without DbUser own what the superuser creates by a login of its own. */
    void handOver(Connection connection) throws SQLException {
        if (holds(connection, "SELECT true FROM pg_event_trigger WHERE evtname = ?", HAND_OVER)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allow_system_table_mods = on");
            SqlScript.run(connection, "hand-over.sql");
            statement.execute("RESET allow_system_table_mods");
        }
    }

    /**
     * Logs in for a user's SQL.
     *
     * @param user null for a client that names none
     * @throws EngineException where there is no such user, or it must not run a user's SQL
     */
    Connection open(String database, @Nullable String user) throws SQLException, EngineException {
        if (!superuser) {
            return openAsMember(database, user);
        }
        String role = user == null ? ADMIN : user;
        if (known.contains(role)) {
            try {
                return openAs(database, role);
            } catch (SQLException e) {
                if (!WRONG_PASSWORD.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        admit(role);
        return openAs(database, role);
    }

    /** Checks a role that is not known yet, or whose password is no longer what it was. */
    private synchronized void admit(String role) throws SQLException, EngineException {
        try (Connection connection = openOwn(DatabaseUrl.database(url))) {
            if (ownServer && holds(connection, NO_LOGIN, role)) {
                // Every role counts as a user here, whatever command has created it.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("ALTER ROLE " + quoted(role) + " LOGIN");
                }
            }
            if (!exists(connection, role)) {
                known.remove(role);
                throw new EngineException("FATAL: user \"" + role + "\" does not exist", false, null);
            }
            if (!mayRunSql(connection, role)) {
                throw new EngineException("FATAL: " + tooPowerful(role), false, null);
            }
            secret = secret(connection);
            if (!passwordFits(role)) {
                if (!mayBeGivenPassword(connection, role)) {
                    throw new EngineException(
                            "FATAL: user \"" + role
                                    + "\" has a password of its own in the PostgreSQL behind. The emulator"
                                    + " logs in users that it has created, and users without a password.",
                            false,
                            null);
                }
                setPassword(connection, role);
            }
            known.add(role);
        }
    }

    private boolean passwordFits(String role) throws SQLException {
        try (Connection connection = openAs(DatabaseUrl.database(url), role)) {
            return connection.isValid(0);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static String tooPowerful(String role) {
        return "user \"" + role
                + "\" may read or change what lies outside of its own rights, such as files or programs of the"
                + " database's machine, so the emulator runs no SQL as it";
    }

    private Connection openAs(String database, String role) throws SQLException {
        var properties = properties();
        PGProperty.USER.set(properties, role);
        PGProperty.PASSWORD.set(properties, secret);
        return DriverManager.getConnection(
                DatabaseUrl.withDatabase(DatabaseUrl.withoutLogin(url), database), properties);
    }

    private Connection openAsMember(String database, @Nullable String user) throws SQLException, EngineException {
        Connection connection = DriverManager.getConnection(DatabaseUrl.withDatabase(url, database), properties());
        if (user == null || user.equals(ownName)) {
            return connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + quoted(user));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw ErrorTexts.ofLogin(e, user);
        }
    }

    private static Properties properties() {
        var properties = new Properties();
        // Text only: the values' texts are what the service sends.
        PGProperty.BINARY_TRANSFER.set(properties, false);
        // A table may be altered in a long session: metadata is asked for each time.
        PGProperty.DATABASE_METADATA_CACHE_FIELDS.set(properties, 0);
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.APPLICATION_NAME.set(properties, "redshift-data-emulator");
        return properties;
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        return holds(connection, "SELECT rolcanlogin FROM pg_roles WHERE rolname = ?", role);
    }

    private static boolean mayRunSql(Connection connection, String role) throws SQLException {
        String dangers = "SELECT NOT rolsuper AND NOT EXISTS (SELECT FROM pg_roles d WHERE d.rolname IN"
                + " ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program', 'pg_read_all_data',"
                + " 'pg_write_all_data') AND pg_has_role(r.oid, d.oid, 'MEMBER')) FROM pg_roles r WHERE rolname = ?";
        return holds(connection, dangers, role);
    }

    /** A password that a person has set for other programs stays. */
    private static boolean mayBeGivenPassword(Connection connection, String role) throws SQLException {
        String free = "SELECT rolname = '" + ADMIN + "' OR rolpassword IS NULL OR EXISTS (SELECT FROM pg_auth_members m"
                + " JOIN pg_authid a ON a.oid = m.member WHERE m.roleid = r.oid AND a.rolname = '" + ADMIN
                + "' AND m.admin_option) FROM pg_authid r WHERE rolname = ?";
        return holds(connection, free, role);
    }

    private static boolean holds(Connection connection, String question, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, role);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Only digits and letters from a to f, so it needs no quoting. */
    private void setPassword(Connection connection, String role) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET password_encryption = 'scram-sha-256'");
            statement.execute("ALTER ROLE " + quoted(role) + " PASSWORD '" + secret + "'");
        }
    }

    private String secret(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT rolpassword FROM pg_authid WHERE rolname = session_user")) {
            String kept = result.next() ? result.getString(1) : null;
            if (kept == null) {
                // The superuser logs in without a password. Emulators side by side then set the roles' in turn.
                return secret.isEmpty() ? random() : secret;
            }
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(("redshift-data-emulator " + kept).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A password that nobody can guess, of digits and letters from a to f. */
    static String random() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
