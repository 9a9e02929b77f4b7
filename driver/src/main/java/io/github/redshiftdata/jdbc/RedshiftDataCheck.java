package io.github.redshiftdata.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What {@link RedshiftDataDriver#check} found out about a URL: the stages of a connection, in their order, and of each whether it
 * works.
 *
 * @param results one for each {@link Stage}, in the order of their declaration
 */
public record RedshiftDataCheck(List<Result> results) {

    /** A part of the way to the database. */
    public enum Stage {
        /** The URL and the properties are read, and do not contradict each other. */
        SETTINGS("settings"),
        /** The AWS region is known. */
        REGION("region"),
        /** The name of the service, or of the proxy on the way to it, is resolved. */
        NAME("name"),
        /** The service answers, and its certificate is trusted. */
        TLS("TLS"),
        /** The clock of this machine is right, by the time of the answer: AWS refuses signatures of another time. */
        CLOCK("clock"),
        /** There are AWS credentials, and AWS knows them (STS GetCallerIdentity). */
        CREDENTIALS("credentials"),
        /** The cluster or workgroup is there, and has the database. */
        TARGET("target"),
        /** The database lets the user in. */
        DATABASE_USER("database user"),
        /** A statement runs. */
        STATEMENT("statement"),
        /** A session keeps a transaction open over several statements. */
        SESSION("session"),
        /** The catalog can be read. */
        METADATA("metadata");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        /** Its name in reports. */
        public String label() {
            return label;
        }
    }

    /** How a stage ended. */
    public enum Outcome {
        /** It works. */
        OK("ok"),
        /** It was tried, and whether it works cannot be told. */
        UNKNOWN("unknown"),
        /** It does not work. */
        FAILED("FAILED"),
        /** A stage before it failed, so that it was not reached. */
        NOT_TRIED("not tried");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** Its name in reports. */
        public String label() {
            return label;
        }
    }

    /**
     * One stage.
     *
     * @param duration how long it took; zero where another stage was tried together with it
     * @param found what was found, or the cause of the failure; on one line, without secrets; may be empty
     * @param whatToDo a sentence; empty where nothing is to be done
     */
    public record Result(Stage stage, Outcome outcome, Duration duration, String found, String whatToDo) {

        /** The line of a report. */
        @Override
        public String toString() {
            var seconds = String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
            var line = String.format(
                    Locale.ROOT,
                    "%-9s  %-13s  %8s  %s",
                    outcome.label(),
                    stage.label(),
                    duration.isZero() ? "" : seconds,
                    found);
            var advice = whatToDo.isEmpty() ? "" : "\n" + " ".repeat(36) + "-> " + whatToDo;
            return line.stripTrailing() + advice;
        }
    }

    /** Makes one; {@code results} is copied. */
    public RedshiftDataCheck {
        results = List.copyOf(results);
    }

    /** Whether a connection can be made: no stage failed, and the last one was reached. */
    public boolean isOk() {
        return results.stream()
                .noneMatch(result -> result.outcome() == Outcome.FAILED || result.outcome() == Outcome.NOT_TRIED);
    }

    /** The result of a stage. */
    public Result of(Stage stage) {
        return results.stream()
                .filter(result -> result.stage() == stage)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no result of " + stage));
    }

    /** A report of several lines, for people. */
    @Override
    public String toString() {
        return String.join("\n", results.stream().map(Result::toString).toList());
    }
}
