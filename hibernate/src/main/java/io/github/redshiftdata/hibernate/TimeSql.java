package io.github.redshiftdata.hibernate;

import java.util.Locale;

/** Redshift's SQL for dates and times, by the names of Hibernate's units: 6 and 7 have them in different classes. */
final class TimeSql {

    private static final String MICROSECONDS = "datediff(microsecond,?2,?3)";

    /**
     * Whole months: DATEDIFF counts the beginnings of months that were passed, so the last one is taken back if it was
     * not reached.
     */
    private static final String MONTHS = "(datediff(month,?2,?3)-case"
            + " when ?3>=?2 and dateadd(month,datediff(month,?2,?3),?2)>?3 then 1"
            + " when ?3<?2 and dateadd(month,datediff(month,?2,?3),?2)<?3 then -1 else 0 end)";

    private TimeSql() {}

    /** The name of a field in EXTRACT. */
    static String field(String unit) {
        return switch (unit) {
            case "DAY_OF_MONTH" -> "day";
            case "DAY_OF_YEAR" -> "doy";
            case "DAY_OF_WEEK" -> "dow";
            default -> unit.toLowerCase(Locale.ROOT);
        };
    }

    /** HQL counts the days of a week from 1, Redshift from 0; and it has fractions of seconds. */
    static String extract(String unit) {
        return switch (unit) {
            case "DAY_OF_WEEK" -> "(extract(?1 from ?2)+1)";
            case "SECOND" -> "(extract(second from ?2)+extract(microsecond from ?2)/1000000.0)";
            default -> "extract(?1 from ?2)";
        };
    }

    /** {@code ?2} units later than {@code ?3}. DATEADD takes whole numbers only. */
    static String add(String unit) {
        return switch (unit) {
            case "SECOND" -> "dateadd(microsecond,cast((?2)*1000000.0 as bigint),?3)";
            case "MINUTE" -> "dateadd(microsecond,cast((?2)*60000000.0 as bigint),?3)";
            case "HOUR" -> "dateadd(microsecond,cast((?2)*3600000000.0 as bigint),?3)";
            case "NANOSECOND" -> "dateadd(microsecond,cast((?2)/1000 as bigint),?3)";
            case "NATIVE" -> "dateadd(microsecond,?2,?3)";
            default -> "dateadd(?1,?2,?3)";
        };
    }

    /** The whole units that have passed from {@code ?2} to {@code ?3}. */
    static String difference(String unit) {
        return switch (unit) {
            case "YEAR" -> "(" + MONTHS + "/12)";
            case "QUARTER" -> "(" + MONTHS + "/3)";
            case "MONTH" -> MONTHS;
            case "WEEK" -> "(" + MICROSECONDS + "/604800000000)";
            case "DAY" -> "(" + MICROSECONDS + "/86400000000)";
            case "HOUR" -> "(" + MICROSECONDS + "/3600000000)";
            case "MINUTE" -> "(" + MICROSECONDS + "/60000000)";
            // HQL has fractions of seconds
            case "SECOND" -> "(" + MICROSECONDS + "/1000000.0)";
            case "NANOSECOND" -> "(" + MICROSECONDS + "*1000)";
            default -> MICROSECONDS;
        };
    }
}
