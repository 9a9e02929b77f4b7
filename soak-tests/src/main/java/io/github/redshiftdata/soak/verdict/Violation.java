package io.github.redshiftdata.soak.verdict;

import java.util.List;
import java.util.Locale;

/**
 * Something that was told and is not so.
 *
 * @param kind what is wrong
 * @param rows how many rows it concerns; it counts as often
 * @param what which rows or which call
 * @param told the exception behind it; empty where there was none
 * @param faults what had happened to the connection
 */
public record Violation(Kind kind, int rows, String what, String told, List<String> faults) {

    /** The columns of the closing line. */
    public enum Kind {
        /** Acknowledged, but not in. */
        LOST,
        /** In more than once. */
        DOUBLE,
        /** Said not to be in, but in; or told wrongly in another way. */
        FALSE_DEFINITE,
        /** Of what is one transaction, only a part is in. */
        PARTIAL,
        /** A result that ended early or held wrong rows without an exception. */
        SHORT_READ,
        /** A call that ended later than promised. */
        HANG,
        /** What was not given back at the end. */
        LEAK
    }

    public Violation {
        faults = List.copyOf(faults);
    }

    /** Without the faults. */
    public String inShort() {
        var text = kind.name().toLowerCase(Locale.ROOT) + " " + rows + ": " + what;
        return told.isEmpty() ? text : text + "\n    told: " + told;
    }

    /** A paragraph for people. */
    public String text() {
        var text = new StringBuilder(inShort());
        faults.forEach(fault -> text.append("\n    fault: ").append(fault));
        return text.toString();
    }
}
