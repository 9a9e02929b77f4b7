package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The statements in files of SQL, and in the code blocks of Markdown. */
final class Corpus {

    /** How a statement begins; what a manual prints between statements begins otherwise. */
    private static final Set<String> BEGINNINGS = Set.of(
            "abort",
            "alter",
            "analyze",
            "attach",
            "begin",
            "call",
            "cancel",
            "close",
            "comment",
            "commit",
            "copy",
            "create",
            "deallocate",
            "declare",
            "delete",
            "desc",
            "detach",
            "drop",
            "end",
            "execute",
            "explain",
            "fetch",
            "grant",
            "insert",
            "lock",
            "merge",
            "prepare",
            "refresh",
            "reset",
            "revoke",
            "rollback",
            "select",
            "set",
            "show",
            "start",
            "truncate",
            "unload",
            "update",
            "use",
            "vacuum",
            "with");

    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*```.*$");

    private Corpus() {}

    /** @param line where it begins in the file, from 1 */
    record Sql(Path file, int line, String text) {}

    /** The files of this folder, and of those in it, that hold SQL; a file itself whatever its name. */
    static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> named(file, ".sql") || named(file, ".md"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean named(Path file, String end) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    /** The statements of a file; of one that is no UTF-8, by Latin-1. */
    static List<Sql> statements(Path file) throws IOException {
        String text = read(file);
        return named(file, ".md") ? ofMarkdown(file, text) : ofSql(file, text, 1);
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
    }

    private static List<Sql> ofSql(Path file, String text, int firstLine) {
        var found = new ArrayList<Sql>();
        var statement = new StringBuilder();
        int line = firstLine;
        int start = firstLine;
        for (Token token : SqlLexer.tokens(text)) {
            if (token.isSymbol(";")) {
                add(found, file, start, statement);
            } else {
                if (statement.isEmpty() && token.significant()) {
                    start = line;
                }
                if (!statement.isEmpty() || token.significant()) {
                    statement.append(token.text());
                }
            }
            line += (int) token.text().chars().filter(c -> c == '\n').count();
        }
        add(found, file, start, statement);
        return found;
    }

    private static void add(List<Sql> found, Path file, int line, StringBuilder statement) {
        if (!statement.isEmpty()) {
            found.add(new Sql(file, line, statement.toString().strip()));
            statement.setLength(0);
        }
    }

    /** Each second piece between the fences is a block; what stands outside of statements in it is left out. */
    private static List<Sql> ofMarkdown(Path file, String text) {
        var found = new ArrayList<Sql>();
        String[] pieces = FENCE.split(text, -1);
        int line = 1;
        for (int i = 0; i < pieces.length; i++) {
            if (i % 2 == 1) {
                ofBlock(file, pieces[i], line, found);
            }
            line += (int) pieces[i].chars().filter(c -> c == '\n').count();
        }
        return found;
    }

    /** A block without a semicolon shows a form, or the result of something, and is no statement. */
    private static void ofBlock(Path file, String block, int firstLine, List<Sql> found) {
        int at = 0;
        while (at < block.length()) {
            int lineEnd = SqlLexer.lineEnd(block, at);
            int end = begins(block.substring(at, lineEnd)) ? statementEnd(block, at) : -1;
            if (end >= 0) {
                int line = firstLine
                        + (int) block.substring(0, at)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                found.add(new Sql(file, line, block.substring(at, end).strip()));
                lineEnd = SqlLexer.lineEnd(block, end);
            }
            at = lineEnd + 1;
        }
    }

    private static boolean begins(String line) {
        String[] words = line.strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2);
        return BEGINNINGS.contains(words[0]);
    }

    private static int statementEnd(String block, int from) {
        int at = from;
        for (Token token : SqlLexer.tokens(block.substring(from))) {
            if (token.isSymbol(";")) {
                return at;
            }
            boolean unclosed = token.kind() == Kind.STRING && token.text().lastIndexOf('\'') == 0;
            if (unclosed) {
                return -1;
            }
            at += token.text().length();
        }
        return -1;
    }
}
