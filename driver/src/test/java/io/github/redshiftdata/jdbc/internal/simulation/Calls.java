package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.time.Duration;

/** Counts the requests of a step: where nothing goes wrong they are as few as can be. */
final class Calls {

    /** A session that is idle for longer may have ended. */
    private static final Duration SHORT = Duration.ofSeconds(280);
    /** So long a driver goes on giving up a session that is busy, and a little more. */
    private static final Duration BUSY = Duration.ofMinutes(2);

    private final Stage stage;
    private long began;
    private long lastUse;
    private int submissions;
    private int pages;
    private boolean settingsMayBeOwed;
    /** How many requests the settings of a session may need besides, until they are made. */
    private int settingsToMake;
    /** How many a name of the session may need, before a statement of the program. */
    private int labelsToMake;

    /** A statement may run on that was left early. */
    private boolean disturbed;
    /** Until then the connection before this one may still be giving up a session that is busy with what was left early. */
    private long quietFrom;

    private boolean hurried;
    /** What the step submits does not use the session. */
    private boolean apart;

    private long lastApart;

    Calls(Stage stage) {
        this.stage = stage;
    }

    /** A step begins of which nothing is known. */
    void begin() {
        began = stage.world.time().nanos();
        hurried = false;
        apart = false;
        expectNothing();
    }

    /** A statement of the step has a timeout: its last second is bridged by short polls. */
    void hurried() {
        hurried = true;
    }

    /** The step submits apart from the session, which may end meanwhile. */
    void apart() {
        apart = true;
    }

    /** A statement was left early. */
    void disturbed() {
        disturbed = true;
    }

    /** The step does not know what it needs. */
    void expectNothing() {
        submissions = -1;
        pages = 0;
    }

    /** A connection without a session. */
    void connected() {
        settingsMayBeOwed = false;
        settingsToMake = settingsOfASession();
        labelsToMake = 0;
        lastUse = stage.world.time().nanos();
        quietFrom = disturbed ? lastUse + BUSY.toNanos() : quietFrom;
        disturbed = false;
    }

    /** One batch; and another one if the warehouse refuses the name, which undoes the first. */
    private int settingsOfASession() {
        return stage.world.dials().settings() ? (stage.world.dials().takesNames() ? 1 : 2) : 0;
    }

    /** The next statement has to name its session. */
    void labelIsOwed() {
        labelsToMake = 1;
    }

    /** The next statement may have to set its session back. */
    void settingsMayBeOwed() {
        settingsMayBeOwed = true;
    }

    /** The step has done all that it wanted by so many submissions. */
    void expect(int neededSubmissions, int neededPages) {
        submissions = neededSubmissions;
        pages = neededPages;
    }

    /** Whether the step has said what it needs. */
    boolean isExpected() {
        return submissions >= 0;
    }

    /** Compares, at the end of a step. */
    void check(String what) {
        var recent = began - lastUse < idle().toNanos();
        var sent = stage.service.submissions();
        if (stage.world.dials().calm()
                && !stage.world.account().isEnforced()
                && recent
                && !disturbed
                && began >= quietFrom
                && submissions >= 0) {
            var most = submissions + (settingsMayBeOwed ? 1 : 0) + settingsToMake + labelsToMake;
            require(what, "submissions", sent, submissions, most);
            require(what, "refused submissions", stage.service.refused(), 0, 0);
            require(what, "pages", stage.service.line().sent(Operation.GET_RESULT), pages, pages);
            require(what, "cancels", stage.service.line().sent(Operation.CANCEL), 0, hurried ? 1 : 0);
            require(what, "looks for submissions", stage.service.line().sent(Operation.FIND_STATEMENTS), 0, 0);
            require(what, "looks at statements", stage.service.line().sent(Operation.DESCRIBE), 0, mostLooks(sent));
        }
        var last = stage.service.lastSubmission();
        if (apart) {
            lastApart = last;
            return;
        }
        if (last > lastApart) {
            lastUse = Math.max(lastUse, last);
        }
        labelsToMake = submissions >= 0 && sent > 0 ? 0 : labelsToMake;
        if (sent > 0 && stage.hasSession()) {
            settingsToMake = 0;
        } else if (sent > 0) {
            // A first statement that fails takes the settings of its session along.
            var initial = stage.searchPath().equals(SimulatedSettings.INITIAL.searchPath());
            settingsToMake = Math.max(settingsOfASession(), initial ? 0 : 1);
        }
    }

    /** Where the service does not take another idle time for a session, one that a BEGIN has opened keeps that of a transaction. */
    private Duration idle() {
        var dials = stage.world.dials();
        var transaction = Duration.ofSeconds(dials.transactionIdle());
        return dials.changesKeepAlive() || transaction.compareTo(SHORT) > 0 ? SHORT : transaction.minusSeconds(2);
    }

    /** One for the count of a statement, one for each long poll, or so many as grow with the logarithm of its time. Under a network timeout the long polls are short ones. */
    private int mostLooks(int sent) {
        var seconds = (int) stage.world.time().since(began).toSeconds();
        if (stage.hasNetworkTimeout()) {
            return 90 * sent + 2 * seconds;
        }
        return stage.world.dials().longPolls() && !hurried ? 3 * sent + seconds / 10 : 90 * sent;
    }

    private void require(String what, String of, int are, int least, int most) {
        if (are < least || are > most) {
            stage.journal.wrong(what + " took " + are + " " + of + " in calm weather, not " + least
                    + (most == least ? "" : " to " + most));
        }
    }
}
