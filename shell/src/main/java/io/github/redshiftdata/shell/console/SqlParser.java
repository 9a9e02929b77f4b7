package io.github.redshiftdata.shell.console;

import io.github.redshiftdata.shell.script.Piece;
import io.github.redshiftdata.shell.script.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where an input ends: at a semicolon, or with the line of a command. */
final class SqlParser implements Parser {

    private static final Set<String> WORDS = Set.of("help", "exit", "quit");

    private final Supplier<StatementSplitter> splitters;

    SqlParser(Supplier<StatementSplitter> splitters) {
        this.splitters = splitters;
    }

    /** The word of a person who does not know psql, such as "exit"; empty if it is none. */
    static String plainWord(String line) {
        var word = line.strip().replaceAll("\\s*;$", "").toLowerCase(Locale.ROOT);
        return WORDS.contains(word) ? word : "";
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && isBegun(line)) {
            throw new EOFError(-1, cursor, "The statement goes on until its semicolon.");
        }
        return new Input(line, cursor);
    }

    private boolean isBegun(String text) {
        if (!plainWord(text).isEmpty()) {
            return false;
        }
        var splitter = splitters.get();
        boolean endsWithCommand = false;
        for (var line : text.split("(?<=\n)", -1)) {
            var pieces = splitter.feed(line);
            endsWithCommand = !pieces.isEmpty() && pieces.get(pieces.size() - 1).kind() == Piece.Kind.COMMAND;
        }
        return splitter.hasBegun() && !endsWithCommand;
    }

    /** What is typed, and the word that the cursor stands in. */
    private record Input(String line, int cursor) implements CompletingParsedLine {

        private static final String SEPARATORS = " \t\r\n,()=<>+-*/;'";

        private int start() {
            // An argument of a command, such as a URL, has no other separators than blanks.
            var separators = line.stripLeading().startsWith("\\") ? " \t\r\n" : SEPARATORS;
            int start = cursor;
            while (start > 0 && separators.indexOf(line.charAt(start - 1)) < 0) {
                start--;
            }
            return start;
        }

        @Override
        public String word() {
            return line.substring(start(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate; // names that need quotes have them
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }
    }
}
