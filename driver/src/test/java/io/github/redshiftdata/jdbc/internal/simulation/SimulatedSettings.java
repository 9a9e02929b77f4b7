package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.regex.Pattern;

/** What a session is set to. */
record SimulatedSettings(String searchPath, boolean readOnly, String group, String zone) {

    static final SimulatedSettings INITIAL = new SimulatedSettings("default", false, "none", "utc");

    private static final Pattern SET = Pattern.compile(
            "set (search_path|readonly|query_group|timezone|application_name) to [\"']?([^\"']+)[\"']?");

    SimulatedSettings readingOnly(boolean on) {
        return new SimulatedSettings(searchPath, on, group, zone);
    }

    /** What it is set to by a SET, whose text is in lower case. */
    SimulatedSettings after(String sql) {
        var set = SET.matcher(sql);
        if (!set.matches()) {
            throw new IllegalStateException(sql);
        }
        var value = set.group(2);
        return switch (set.group(1)) {
            case "search_path" -> new SimulatedSettings(value, readOnly, group, zone);
            case "readonly" -> readingOnly(value.equals("1"));
            case "query_group" -> new SimulatedSettings(searchPath, readOnly, value, zone);
            case "timezone" -> new SimulatedSettings(searchPath, readOnly, group, value);
            default -> this;
        };
    }
}
