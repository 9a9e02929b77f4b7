package io.github.redshiftdata.shell.console;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.shell.Commands;
import io.github.redshiftdata.shell.console.KnownNames.Relation;
import java.sql.DriverPropertyInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, keywords, the names of the database, and the properties of a URL. */
final class SqlCompleter implements Completer {

    private static final List<String> KEYWORDS = List.of(
            ("select from where group by having order limit offset join left right full inner outer cross on using union all"
                            + " except intersect distinct as and or not in is null like ilike between exists case when then else"
                            + " end cast with recursive insert into values update set delete truncate merge create table temp"
                            + " view materialized schema database external procedure function alter drop add column rename to"
                            + " grant revoke usage begin commit rollback copy unload vacuum analyze explain show reset call"
                            + " primary key references default unique constraint diststyle distkey sortkey compound interleaved"
                            + " even encode identity asc desc nulls first last over partition rows range qualify true false"
                            + " current_date current_timestamp current_user count sum avg min max coalesce nullif getdate"
                            + " dateadd datediff date_trunc extract listagg row_number rank lag lead json_parse")
                    .split(" ", -1));
    private static final Set<String> BEFORE_RELATION =
            Set.of("from", "join", "into", "update", "table", "view", "truncate", "analyze", "vacuum", "references");
    private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}_]+)\\s+$");
    private static final Pattern MENTIONED = Pattern.compile(
            "\\b(?:from|join|update|into)\\s+([\\p{L}\\p{N}_.$\"]+)(?:\\s+(?:as\\s+)?([\\p{L}_][\\p{L}\\p{N}_]*))?",
            Pattern.CASE_INSENSITIVE);
    private static final String URL = "jdbc:";

    private final KnownNames names;

    SqlCompleter(KnownNames names) {
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine input, List<Candidate> candidates) {
        var before = input.line().substring(0, input.cursor() - input.wordCursor());
        var word = input.word();
        if (word.startsWith(URL)) {
            properties(word, candidates);
        } else if (before.isBlank() && word.startsWith("\\")) {
            Commands.ALL.forEach(help -> candidates.add(candidate(help.name(), help.does(), true)));
        } else if (before.stripLeading().startsWith("\\")) {
            relations(word, candidates);
        } else if (word.contains(".")) {
            dotted(input.line(), word, candidates);
        } else {
            var last = LAST_WORD.matcher(before);
            boolean isRelation =
                    last.find() && BEFORE_RELATION.contains(last.group(1).toLowerCase(Locale.ROOT));
            if (!isRelation) {
                mentioned(input.line()).values().stream()
                        .distinct()
                        .flatMap(relation -> names.columns(relation).stream())
                        .distinct()
                        .forEach(column -> candidates.add(candidate(quoted(column), "column", true)));
                keywords(word, candidates);
            }
            relations(word, candidates);
        }
    }

    private static Candidate candidate(String value, String description, boolean isWhole) {
        return new Candidate(value, value, null, description, null, null, isWhole);
    }

    /** In capitals where the word has begun with one. */
    private static void keywords(String word, List<Candidate> candidates) {
        boolean capitals = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
        for (var keyword : KEYWORDS) {
            candidates.add(candidate(capitals ? keyword.toUpperCase(Locale.ROOT) : keyword, "", true));
        }
    }

    private void relations(String word, List<Candidate> candidates) {
        int dot = word.indexOf('.');
        if (dot >= 0) {
            inSchema(word.substring(0, dot), candidates);
            return;
        }
        for (var schema : names.schemas()) {
            candidates.add(candidate(quoted(schema) + ".", "schema", false));
        }
        for (var relation : names.relations()) {
            if (!isSystem(relation.schema())) {
                candidates.add(candidate(quoted(relation.name()), relation.schema(), true));
            }
        }
    }

    private static boolean isSystem(String schema) {
        return schema.startsWith("pg_") || schema.equals("information_schema");
    }

    private void inSchema(String schema, List<Candidate> candidates) {
        for (var relation : names.relations()) {
            if (quoted(relation.schema()).equalsIgnoreCase(schema)) {
                candidates.add(candidate(quoted(relation.schema()) + "." + quoted(relation.name()), "", true));
            }
        }
    }

    /** The columns of a table or an alias, or the tables of a schema. */
    private void dotted(String line, String word, List<Candidate> candidates) {
        var owner = word.substring(0, word.lastIndexOf('.'));
        var relation = mentioned(line).get(owner.toLowerCase(Locale.ROOT));
        if (relation != null) {
            names.columns(relation)
                    .forEach(column -> candidates.add(candidate(owner + "." + quoted(column), "", true)));
        }
        inSchema(owner, candidates);
    }

    /** The tables that a statement mentions, by their names and aliases. */
    private Map<String, Relation> mentioned(String line) {
        var found = new HashMap<String, Relation>();
        for (var match : MENTIONED.matcher(line).results().toList()) {
            var text = match.group(1);
            for (var relation : names.relations()) {
                var name = quoted(relation.name());
                if (text.equalsIgnoreCase(quoted(relation.schema()) + "." + name)
                        || (text.equalsIgnoreCase(name) && !isSystem(relation.schema()))) {
                    found.put(name.toLowerCase(Locale.ROOT), relation);
                    found.put(text.toLowerCase(Locale.ROOT), relation);
                    if (match.group(2) != null) {
                        found.put(match.group(2).toLowerCase(Locale.ROOT), relation);
                    }
                }
            }
        }
        return found;
    }

    private static String quoted(String name) {
        return name.matches("[\\p{Ll}_][\\p{Ll}\\p{N}_$]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static void properties(String url, List<Candidate> candidates) {
        int start = Math.max(url.lastIndexOf('?'), url.lastIndexOf('&')) + 1;
        if (start == 0) {
            return;
        }
        var before = url.substring(0, start);
        int equals = url.indexOf('=', start);
        for (var property : new RedshiftDataDriver().getPropertyInfo(url, null)) {
            if (equals < 0) {
                candidates.add(candidate(before + property.name + "=", firstSentence(property.description), false));
            } else if (url.substring(start, equals).equals(property.name)) {
                for (var choice : choices(property)) {
                    candidates.add(candidate(before + property.name + "=" + choice, "", true));
                }
            }
        }
    }

    private static List<String> choices(DriverPropertyInfo property) {
        return property.choices == null ? List.of() : new ArrayList<>(List.of(property.choices));
    }

    private static String firstSentence(String text) {
        int end = text == null ? -1 : text.indexOf(". ");
        return text == null ? "" : end < 0 ? text : text.substring(0, end + 1);
    }
}
