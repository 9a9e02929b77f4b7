package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What became of the statements of a corpus, by cause. */
final class CorpusTally {

    enum Outcome {
        ACCEPTED("accepted"),
        /** By a sentence that says so: of the emulator's, or Redshift's own. */
        REFUSED("refused by design"),
        /** It names a table, user or other thing that the corpus does not create, or that another file has created. */
        ENVIRONMENT("stopped by what is there or not"),
        FAILED("failed");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private static final Pattern MISSING_RELATION = Pattern.compile("relation \"([^\"]+)\" does not exist");

    /** What Redshift has itself, so that no corpus creates it. */
    private static final Pattern SYSTEM_RELATION = Pattern.compile(
            "(pg_catalog\\.|information_schema\\.)?(pg|stl|stv|svl|svv|svcs|sys)_.*|(pg_catalog|information_schema)\\..*");

    private static final Pattern MISSING_THING = Pattern.compile(
            ".* already exists|(schema|role|user|group|database|language|prepared statement|cursor|procedure|table|view|materialized view|policy) "
                    + "\"?[^\"]*\"?(\\(.*\\))? does not exist|column .* does not exist|missing FROM-clause entry.*"
                    + "|cross-database references are not implemented.*");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    /** @param first where the first of them stands */
    private record Cause(String text, String first, int count) {}

    private final Map<Outcome, Map<String, Cause>> causes = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private int tried;

    /** A function that the corpus creates. */
    private static final Pattern CREATED_FUNCTION = Pattern.compile("(?is)^create\\b.*?\\bfunction\\s+([\\w.]+)");

    private static final Pattern MISSING_FUNCTION = Pattern.compile("function ([^ (]+)\\(.*\\) does not exist");

    /** What is created in a way that is refused, so that nobody can call it: functions in Python, and those of a model. */
    private final Set<String> refusedFunctions = new HashSet<>();

    /** @param error what the emulator said; null where it ran the statement */
    void add(Corpus.Sql sql, @Nullable String error) {
        tried++;
        Outcome outcome = outcome(error);
        Matcher created = CREATED_FUNCTION.matcher(sql.text());
        if (error != null && created.find()) {
            refusedFunctions.add(created.group(1).toLowerCase(Locale.ROOT));
        }
        Matcher missing = MISSING_FUNCTION.matcher(error == null ? "" : error);
        if (missing.find() && refusedFunctions.contains(missing.group(1))) {
            outcome = Outcome.ENVIRONMENT;
        }
        counts.merge(outcome, 1, Integer::sum);
        if (error != null) {
            String place = sql.file() + ":" + sql.line();
            String cause = cause(error);
            causes.computeIfAbsent(outcome, any -> new LinkedHashMap<>())
                    .merge(
                            cause,
                            new Cause(cause, place, 1),
                            (old, more) -> new Cause(old.text(), old.first(), old.count() + 1));
        }
    }

    int tried() {
        return tried;
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    static Outcome outcome(@Nullable String error) {
        if (error == null) {
            return Outcome.ACCEPTED;
        }
        String text = firstLine(error);
        if (text.contains("not supported")) {
            return Outcome.REFUSED;
        }
        Matcher relation = MISSING_RELATION.matcher(text);
        if (relation.find()) {
            String name = relation.group(1).toLowerCase(Locale.ROOT);
            return SYSTEM_RELATION.matcher(name).matches() ? Outcome.FAILED : Outcome.ENVIRONMENT;
        }
        return MISSING_THING.matcher(text).find() ? Outcome.ENVIRONMENT : Outcome.FAILED;
    }

    /** The message without names of tables, columns and the like; those of functions and system views stay. */
    static String cause(String error) {
        String text = firstLine(error);
        boolean telling =
                text.startsWith("syntax error") || (outcome(error) == Outcome.FAILED && text.contains("relation"));
        if (telling) {
            return text.toLowerCase(Locale.ROOT);
        }
        return QUOTED.matcher(text).replaceAll("\"…\"").replaceFirst("^column [^\"]\\S* ", "column \"…\" ");
    }

    private static String firstLine(String error) {
        return error.lines().findFirst().orElse("").replaceFirst("^(ERROR|FATAL): ", "");
    }

    /** A line of figures. */
    String figures() {
        return "%d tried, %d accepted, %d refused by design, %d stopped by what is there or not, %d failed"
                .formatted(
                        tried,
                        count(Outcome.ACCEPTED),
                        count(Outcome.REFUSED),
                        count(Outcome.ENVIRONMENT),
                        count(Outcome.FAILED));
    }

    /** The causes of each outcome but the good one, the most frequent first. */
    String causes() {
        var text = new StringBuilder();
        for (Outcome outcome : List.of(Outcome.REFUSED, Outcome.ENVIRONMENT, Outcome.FAILED)) {
            var sorted = new ArrayList<>(causes.getOrDefault(outcome, Map.of()).values());
            sorted.sort(Comparator.comparingInt(Cause::count).reversed().thenComparing(Cause::text));
            if (!sorted.isEmpty()) {
                text.append("\n%s: %d%n".formatted(outcome.words, count(outcome)));
            }
            for (Cause cause : sorted) {
                text.append("%6d  %s  (%s)%n".formatted(cause.count(), cause.text(), cause.first()));
            }
        }
        return text.toString();
    }
}
