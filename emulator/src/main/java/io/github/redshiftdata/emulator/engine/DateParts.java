package io.github.redshiftdata.emulator.engine;

import java.util.Locale;

/** Redshift's many names of a part of a date. */
final class DateParts {

    private DateParts() {}

    /** The name that PostgreSQL knows; an unknown name comes back in lower case. */
    static String name(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "mil", "mils", "millennium", "millennia" -> "millennium";
            case "c", "cent", "cents", "century", "centuries" -> "century";
            case "dec", "decs", "decade", "decades" -> "decade";
            case "y", "yr", "yrs", "year", "years" -> "year";
            case "qtr", "qtrs", "quarter", "quarters" -> "quarter";
            case "mon", "mons", "month", "months" -> "month";
            case "w", "week", "weeks" -> "week";
            case "dayofweek", "dow", "dw", "weekday" -> "dow";
            case "dayofyear", "doy", "dy", "yearday" -> "doy";
            case "d", "day", "days" -> "day";
            case "h", "hr", "hrs", "hour", "hours" -> "hour";
            case "m", "min", "mins", "minute", "minutes" -> "minute";
            case "s", "sec", "secs", "second", "seconds" -> "second";
            case "ms",
                    "msec",
                    "msecs",
                    "msecond",
                    "mseconds",
                    "millisec",
                    "millisecs",
                    "millisecon",
                    "milliseconds",
                    "millisecond" -> "milliseconds";
            case "us", "usec", "usecs", "microsec", "microsecs", "microsecond", "microseconds", "useconds" ->
                "microseconds";
            default -> name;
        };
    }
}
