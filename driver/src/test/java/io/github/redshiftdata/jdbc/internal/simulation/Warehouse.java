package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service's side: sessions, the statements in them, each for its time, and the tokens of eight hours. Everything
 * happens in events of the clock, so nothing here waits.
 */
final class Warehouse {

    static final String BROKEN = "FATAL: terminating connection due to administrator command";

    private static final Pattern LENGTH = Pattern.compile("/\\* (\\d+) ms \\*/");
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration LIFE_OF_A_TOKEN = Duration.ofHours(8);
    private static final Duration LIFE_OF_A_RESULT = Duration.ofHours(24);
    private static final Pattern PLACE = Pattern.compile("/\\* in (\\w+) \\*/");
    private static final Pattern MEANT_GROUP = Pattern.compile("/\\* as (\\w+) \\*/");
    private static final String NO_NAMES = "ERROR: unrecognized configuration parameter \"application_name\"";

    /** A session, with its transaction if one is open. */
    static final class Session {
        final String id;
        /** 0 where the session ends with the statement that runs. */
        int keepAliveSeconds;

        boolean closed;
        /** Whether the request that opened it came so late that its driver had given up looking. */
        boolean late;

        long idleSince;
        /** What its longest statement takes. */
        Duration longest = Duration.ZERO;

        /** When a statement for it was first refused for want of room, since the last that was taken; -1 for not at all. */
        long keptOutSince = -1;

        /** For how long there was no room for a statement of it, as far as somebody asked. */
        Duration keptOut = Duration.ZERO;

        SimulatedSettings settings = SimulatedSettings.INITIAL;

        Store.@Nullable Changes transaction;

        @Nullable
        Statement running;

        Session(String id, int keepAliveSeconds) {
            this.id = id;
            this.keepAliveSeconds = keepAliveSeconds;
        }

        /** What holds for the next statement. */
        SimulatedSettings settings() {
            var open = transaction;
            return open == null ? settings : open.settings;
        }

        boolean isFree() {
            return !closed && running == null;
        }
    }

    /** A statement, or a batch of them. */
    static final class Statement {
        final String id;
        final String name;
        final List<String> sqls;
        final boolean batch;
        /** Whether each text is a transaction of its own. */
        final boolean each;

        final @Nullable Session session;
        /** When its request left the driver. */
        final long sent;

        final long submitted;
        final List<Runnable> whenEnded = new ArrayList<>();
        final List<Store.Outcome> outcomes = new ArrayList<>();
        StatementStatus status = StatementStatus.SUBMITTED;
        boolean cancelled;
        /** The status of a text that is not run, where each is a transaction of its own. */
        StatementStatus leftOut = StatementStatus.ABORTED;

        @Nullable
        String error;

        /** How many were submitted until it, itself included. */
        long number() {
            return Long.parseLong(id.substring(id.indexOf('-') + 1));
        }

        Statement(
                String id,
                String name,
                List<String> sqls,
                boolean batch,
                boolean each,
                @Nullable Session session,
                long sent,
                long submitted) {
            this.each = each;
            this.id = id;
            this.name = name;
            this.sqls = sqls;
            this.batch = batch;
            this.session = session;
            this.sent = sent;
            this.submitted = submitted;
        }
    }

    /** What a request asks to be run. */
    record Submission(
            List<String> sqls,
            boolean batch,
            boolean each,
            String token,
            @Nullable String name,
            @Nullable String sessionId,
            @Nullable Integer keepAliveSeconds,
            long sent) {}

    private final SimulatedTime time;
    private final Chance chance;
    private final Dials dials;
    private final Timeline timeline;
    final Store store = new Store();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Statement> statements = new LinkedHashMap<>();
    private final Map<String, Statement> byToken = new LinkedHashMap<>();
    private final List<String> misplaced = new ArrayList<>();

    Warehouse(SimulatedTime time, Chance chance, Dials dials, Timeline timeline) {
        this.time = time;
        this.dials = dials;
        this.chance = chance;
        this.timeline = timeline;
    }

    @Nullable
    Session session(String id) {
        return sessions.get(id);
    }

    Statement statement(String id) {
        return statements.get(id);
    }

    Iterable<Statement> statements() {
        return statements.values();
    }

    /** The statements that a filter takes and that came before the one of a number, the newest first. */
    List<Statement> listed(StatementFilter filter, long before) {
        var listed = new ArrayList<Statement>();
        for (var statement : statements.values()) {
            var named = filter.nameStart() == null || statement.name.startsWith(filter.nameStart());
            var meant = filter.status() == null || filter.status() == statement.status;
            if (named && meant && statement.number() < before && !isForgotten(statement)) {
                listed.add(0, statement);
            }
        }
        return listed;
    }

    /** The sessions that are open. */
    List<Session> openSessions() {
        return sessions.values().stream().filter(session -> !session.closed).toList();
    }

    List<Statement> runningStatements() {
        return statements.values().stream()
                .filter(statement -> !statement.status.isTerminal())
                .toList();
    }

    /** Whether the service has forgotten what it gave. */
    boolean isForgotten(Statement statement) {
        return time.since(statement.submitted).compareTo(LIFE_OF_A_RESULT) > 0;
    }

    private @Nullable Statement known(Submission submission) {
        var known = byToken.get(submission.token());
        return known != null && time.since(known.submitted).compareTo(LIFE_OF_A_TOKEN) < 0 ? known : null;
    }

    /** Why a statement is not taken: its session is not available, or there is no room for it. */
    Optional<WireAnswer> refusal(Submission submission) {
        var id = submission.sessionId();
        if (known(submission) != null) {
            return Optional.empty();
        }
        if (id != null && !(sessions.containsKey(id) && sessions.get(id).isFree())) {
            return Optional.of(WireAnswer.SESSION_NOT_AVAILABLE);
        }
        var keepAlive = submission.keepAliveSeconds();
        if (id == null && keepAlive != null && keepAlive > 0 && openSessions().size() >= dials.sessionRoom()) {
            return Optional.of(WireAnswer.ACTIVE_SESSIONS);
        }
        if (runningStatements().size() < dials.statementRoom()) {
            return Optional.empty();
        }
        if (id != null) {
            keptOut(sessions.get(id));
        }
        return Optional.of(WireAnswer.ACTIVE_STATEMENTS);
    }

    private void keptOut(Session session) {
        session.keptOutSince = session.keptOutSince < 0 ? time.nanos() : session.keptOutSince;
        session.keptOut = time.since(session.keptOutSince);
    }

    /** Whether a statement is refused because it brings another idle time for a session that is open. */
    boolean refusesKeepAlive(Submission submission) {
        var keepAlive = submission.keepAliveSeconds();
        return !dials.changesKeepAlive()
                && known(submission) == null
                && submission.sessionId() != null
                && keepAlive != null
                && keepAlive > 0;
    }

    /** Takes a statement that is not refused, or finds the one that was taken with this token. */
    Statement submit(Submission submission) {
        var known = known(submission);
        if (known != null) {
            return known;
        }
        var session = sessionFor(submission);
        var statement = new Statement(
                "statement-" + (statements.size() + 1),
                submission.name() == null ? "" : submission.name(),
                submission.sqls(),
                submission.batch(),
                submission.each(),
                session,
                submission.sent(),
                time.nanos());
        statements.put(statement.id, statement);
        byToken.put(submission.token(), statement);
        if (session != null) {
            session.running = statement;
        }
        timeline.note(() -> statement.id + (session == null ? "" : " in " + session.id) + " accepted: "
                + (statement.sqls.size() > 3 ? statement.sqls.size() + " statements, " : "")
                + statement.sqls.get(0));
        start(statement);
        return statement;
    }

    private @Nullable Session sessionFor(Submission submission) {
        var id = submission.sessionId();
        var keepAlive = submission.keepAliveSeconds();
        if (id == null) {
            if (keepAlive == null || keepAlive == 0) {
                return null;
            }
            var opened = new Session("session-" + (sessions.size() + 1), keepAlive);
            opened.late = time.since(submission.sent()).compareTo(LATE) > 0;
            sessions.put(opened.id, opened);
            return opened;
        }
        var session = sessions.get(id);
        if (session != null && keepAlive != null) {
            session.keepAliveSeconds = keepAlive;
        }
        return session;
    }

    private void start(Statement statement) {
        var own = chance.about(statement.id);
        var queued = own.percent(80) ? Duration.ofMillis(1) : own.delay(Duration.ofMillis(1), Duration.ofSeconds(3));
        time.at(time.nanos() + queued.toNanos(), () -> {
            if (!statement.status.isTerminal()) {
                statement.status = StatementStatus.STARTED;
                var length = length(statement, own);
                var session = statement.session;
                if (session != null) {
                    session.keptOutSince = -1;
                    session.keptOut = Duration.ZERO;
                }
                if (session != null && length.compareTo(session.longest) > 0) {
                    session.longest = length;
                }
                if (statement.each) {
                    statement.leftOut = dials.series().leftOut();
                    runNext(statement, own);
                } else {
                    time.at(time.nanos() + length.toNanos(), () -> finish(statement));
                }
            }
        });
    }

    /** Runs the next text of a series. */
    private void runNext(Statement statement, Chance own) {
        var sql = statement.sqls.get(statement.outcomes.size());
        time.at(time.nanos() + length(sql, own).toNanos(), () -> {
            if (statement.status.isTerminal()) {
                return;
            }
            statement.outcomes.add(applyPart(statement));
            var failed = statement.outcomes.stream()
                    .map(Store.Outcome::error)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (statement.outcomes.size() < statement.sqls.size()
                    && (failed.isEmpty() || dials.series().goesOn())) {
                runNext(statement, own);
            } else if (failed.isPresent()) {
                ended(statement, StatementStatus.FAILED, dials.series().tellsReason() ? failed.get() : null);
            } else {
                ended(statement, StatementStatus.FINISHED, null);
            }
        });
    }

    /** The next text of a series as a transaction of its own. */
    private Store.Outcome applyPart(Statement statement) {
        var session = statement.session;
        var settings = session == null ? SimulatedSettings.INITIAL : session.settings();
        var transaction = new Store.Changes(settings);
        var outcome = runOrSet(statement, statement.sqls.get(statement.outcomes.size()), transaction);
        var conflict = outcome.error() == null ? store.commit(transaction) : null;
        if (outcome.error() == null && conflict == null && session != null) {
            session.settings = transaction.afterwards;
        }
        return conflict == null ? outcome : Store.Outcome.failed(conflict);
    }

    private static Duration length(Statement statement, Chance own) {
        long millis = 0;
        for (var sql : statement.sqls) {
            millis += length(sql, own).toMillis();
        }
        return Duration.ofMillis(millis);
    }

    private static Duration length(String sql, Chance own) {
        var matcher = LENGTH.matcher(sql);
        return Duration.ofMillis(matcher.find() ? Long.parseLong(matcher.group(1)) : own.between(1, 20));
    }

    /** Cancels; whether it comes in time is a matter of luck. */
    void cancel(Statement statement) {
        timeline.note(() -> statement.id + " is cancelled");
        statement.cancelled = true;
        var own = chance.about(statement.id, "cancel");
        var after = own.percent(70) ? Duration.ZERO : own.delay(Duration.ofMillis(1), Duration.ofSeconds(20));
        time.at(time.nanos() + after.toNanos(), () -> {
            if (!statement.status.isTerminal()) {
                failTransaction(statement);
                ended(statement, StatementStatus.ABORTED, null);
            }
        });
    }

    /** The backend of a session dies, with what runs in it: before or after its effect, nobody can tell. */
    void kill(Session session) {
        if (session.closed) {
            return;
        }
        timeline.note(() -> session.id + " dies");
        var running = session.running;
        if (running != null && running.status == StatementStatus.STARTED) {
            var done = chance.about(running.id, "death").percent(40);
            if (running.each) {
                if (done) {
                    applyPart(running);
                }
                running.outcomes.add(Store.Outcome.failed(BROKEN));
            } else if (done) {
                apply(running);
            }
            ended(running, StatementStatus.FAILED, BROKEN);
        } else if (running != null) {
            ended(running, StatementStatus.FAILED, BROKEN);
        }
        close(session);
    }

    private void close(Session session) {
        session.closed = true;
        session.transaction = null;
    }

    private static void failTransaction(Statement statement) {
        var session = statement.session;
        if (session != null && session.transaction != null) {
            session.transaction.failed = true;
        }
    }

    private void finish(Statement statement) {
        if (statement.status.isTerminal()) {
            return;
        }
        var error = apply(statement);
        ended(statement, error == null ? StatementStatus.FINISHED : StatementStatus.FAILED, error);
    }

    private void ended(Statement statement, StatementStatus status, @Nullable String error) {
        statement.status = status;
        statement.error = error;
        timeline.note(() -> statement.id + " " + status + (error == null ? "" : " " + error));
        var session = statement.session;
        if (session != null) {
            session.running = null;
            session.idleSince = time.nanos();
            if (session.keepAliveSeconds == 0) {
                close(session);
            } else {
                expire(session);
            }
        }
        statement.whenEnded.forEach(Runnable::run);
        statement.whenEnded.clear();
    }

    private void expire(Session session) {
        var since = session.idleSince;
        time.at(since + Duration.ofSeconds(session.keepAliveSeconds).toNanos(), () -> {
            if (session.isFree() && session.idleSince == since) {
                timeline.note(() -> session.id + " has been idle for too long");
                close(session);
            }
        });
    }

    /** The statements that ran under other settings than their program had made. */
    List<String> misplaced() {
        return misplaced;
    }

    /** Gives the error of the database if it does not like it. */
    private @Nullable String apply(Statement statement) {
        var session = statement.session;
        var settings = session == null ? SimulatedSettings.INITIAL : session.settings();
        if (statement.batch || session == null) {
            return applyAlone(statement, settings);
        }
        checkPlace(statement, statement.sqls.get(0), settings);
        var sql = Store.plain(statement.sqls.get(0));
        switch (Store.firstWord(sql).replace(";", "")) {
            case "begin" -> {
                if (session.transaction == null) {
                    var readOnly = settings.readOnly() || sql.contains("read only");
                    session.transaction = new Store.Changes(settings.readingOnly(readOnly));
                }
            }
            case "commit", "end" -> {
                return commit(session);
            }
            case "rollback" -> session.transaction = null;
            case "set" -> {
                return set(session, sql);
            }
            default -> {
                return applyInSession(session, statement);
            }
        }
        return null;
    }

    private void checkPlace(Statement statement, String sql, SimulatedSettings settings) {
        var place = PLACE.matcher(sql);
        if (place.find() && !place.group(1).equals(settings.searchPath())) {
            misplaced.add(statement.id + " ran in " + settings.searchPath() + ": " + sql);
        }
        var group = MEANT_GROUP.matcher(sql);
        if (group.find()
                && !(group.group(1).equals(settings.group()) && settings.zone().equals("europe/berlin"))) {
            misplaced.add(statement.id + " ran as " + settings + ": " + sql);
        }
    }

    private @Nullable String commit(Session session) {
        var transaction = session.transaction;
        session.transaction = null;
        if (transaction == null) {
            return null;
        }
        var error = store.commit(transaction);
        if (error == null && !transaction.failed) {
            session.settings = transaction.settings.readingOnly(session.settings.readOnly());
        }
        return error;
    }

    private @Nullable String set(Session session, String sql) {
        var transaction = session.transaction;
        if (transaction != null && transaction.failed) {
            return Store.ABORTED;
        }
        if (isUnknown(sql)) {
            if (transaction != null) {
                transaction.failed = true;
            }
            return NO_NAMES;
        }
        var changed = session.settings().after(sql);
        if (transaction == null) {
            session.settings = changed;
        } else {
            transaction.settings = changed;
        }
        return null;
    }

    private boolean isUnknown(String sql) {
        return sql.startsWith("set application_name ") && !dials.takesNames();
    }

    private @Nullable String applyInSession(Session session, Statement statement) {
        if (session.transaction == null) {
            return applyAlone(statement, session.settings);
        }
        var outcome = runTogether(statement.sqls.get(0), session.transaction);
        statement.outcomes.add(outcome);
        return outcome.error();
    }

    /** In a transaction of several. */
    private Store.Outcome runTogether(String sql, Store.Changes transaction) {
        if (!transaction.failed && Store.firstWord(sql).equals("vacuum")) {
            transaction.failed = true;
            return Store.Outcome.failed(Store.NO_TRANSACTION);
        }
        return store.run(sql, transaction);
    }

    /** As a transaction of its own. What it sets stays, unless it fails. */
    private @Nullable String applyAlone(Statement statement, SimulatedSettings settings) {
        var transaction = new Store.Changes(settings);
        for (var sql : statement.sqls) {
            var outcome = runOrSet(statement, sql, transaction);
            statement.outcomes.add(outcome);
            if (outcome.error() != null) {
                return outcome.error();
            }
        }
        var error = store.commit(transaction);
        var session = statement.session;
        if (error == null && session != null) {
            session.settings = transaction.afterwards;
        }
        return error;
    }

    private Store.Outcome runOrSet(Statement statement, String sql, Store.Changes transaction) {
        var text = Store.plain(sql);
        if (!Store.firstWord(sql).equals("set")) {
            if (statement.batch || statement.session == null) {
                checkPlace(statement, sql, transaction.settings);
            }
            return statement.batch && !statement.each ? runTogether(sql, transaction) : store.run(sql, transaction);
        }
        if (isUnknown(text)) {
            return Store.Outcome.failed(NO_NAMES);
        }
        transaction.afterwards = transaction.afterwards.after(text);
        transaction.settings = transaction.afterwards.readingOnly(transaction.settings.readOnly());
        return Store.Outcome.changed(-1);
    }
}
