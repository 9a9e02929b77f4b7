package io.github.redshiftdata.jdbc.internal.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.function.Supplier;

/** The time zone of a session: from its name in Java to its name in Redshift. */
final class SessionZone {

    private static final String OF_THE_JVM = "JVM";
    private static final int MINUTE = 60;

    private SessionZone() {}

    /**
     * The name that Redshift knows.
     *
     * @param text {@code JVM}, the id of a zone such as Europe/Berlin, or an offset such as +02:00
     * @throws IllegalArgumentException with the words that complete "the value must be …"
     */
    static String parse(String text) {
        return parse(text, ZoneId::systemDefault);
    }

    static String parse(String text, Supplier<ZoneId> ofTheJvm) {
        var given = text.strip();
        var zone = given.equalsIgnoreCase(OF_THE_JVM) ? ofTheJvm.get() : zone(given);
        var rules = zone.getRules();
        return isOffset(zone) ? offset(rules.getOffset(Instant.EPOCH)) : zone.getId();
    }

    /** The id of a region means the same to Redshift, except those that Java makes from an offset. */
    private static boolean isOffset(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return rules.isFixedOffset() && !zone.getId().contains("/");
    }

    private static ZoneId zone(String given) {
        try {
            return ZoneId.of(given);
        } catch (DateTimeException e) {
            return ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.equalsIgnoreCase(given))
                    .findFirst()
                    .map(ZoneId::of)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "JVM, UTC, the id of a time zone such as Europe/Berlin, or an offset such as +02:00", e));
        }
    }

    /** An offset in the notation of POSIX, which Redshift reads: there a zone east of Greenwich has a minus. */
    private static String offset(ZoneOffset offset) {
        var seconds = Math.abs(offset.getTotalSeconds());
        if (seconds == 0) {
            return "UTC";
        }
        var sign = offset.getTotalSeconds() > 0 ? '-' : '+';
        var hours = seconds / MINUTE / MINUTE;
        var minutes = seconds / MINUTE % MINUTE;
        var rest = seconds % MINUTE;
        var text = String.format(Locale.ROOT, "GMT%c%02d:%02d", sign, hours, minutes);
        return rest == 0 ? text : text + String.format(Locale.ROOT, ":%02d", rest);
    }
}
