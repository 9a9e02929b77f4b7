package io.github.redshiftdata.jdbc.internal.check;

import io.github.redshiftdata.jdbc.RedshiftDataCheck;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Result;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Stage;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.auth.Finding;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What was found so far. */
final class Findings {

    private final Map<Stage, Result> results = new EnumMap<>(Stage.class);
    private long since = RealTime.nanos();

    /** Notes the end of a stage; it took the time since the one before. */
    void note(Stage stage, Outcome outcome, String found, String whatToDo) {
        var now = RealTime.nanos();
        put(stage, outcome, Duration.ofNanos(now - since), found, whatToDo);
        since = now;
    }

    /** Notes the end of a stage; whether one behind it can work. */
    boolean note(Stage stage, Finding finding) {
        note(stage, finding.outcome(), finding.told(), finding.whatToDo());
        return finding.outcome() != Outcome.FAILED;
    }

    /** Notes a stage that was tried together with another one, which has the time. */
    void alongside(Stage stage, Outcome outcome, String found) {
        put(stage, outcome, Duration.ZERO, found, "");
    }

    private void put(Stage stage, Outcome outcome, Duration duration, String found, String whatToDo) {
        results.put(stage, new Result(stage, outcome, duration, Shown.oneLine(found), Shown.oneLine(whatToDo)));
    }

    /** All stages; what was not noted was not tried. */
    RedshiftDataCheck all() {
        return new RedshiftDataCheck(Arrays.stream(Stage.values())
                .map(stage -> results.getOrDefault(stage, new Result(stage, Outcome.NOT_TRIED, Duration.ZERO, "", "")))
                .toList());
    }
}
