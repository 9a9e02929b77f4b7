package io.github.redshiftdata.shell.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text apart into statements and commands, line by line, so that a file of any length is read in little memory.
 * Strings, names in quotes, dollar quotes and comments, which nest, are whole, by Redshift's rules: in a string a
 * backslash takes away the meaning of the next character.
 */
public final class StatementSplitter {

    private enum Place {
        OPEN(""),
        STRING("string"),
        NAME("quoted name"),
        DOLLAR("dollar-quoted string"),
        BLOCK_COMMENT("comment"),
        LINE_COMMENT("");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    private final BiFunction<String, Character, @Nullable String> variables;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private Place place = Place.OPEN;
    private int placeLine;
    private int depth;
    private String tag = "";
    private boolean significant;
    private int startLine;
    private int line;

    /**
     * @param variables gives the text for a variable's name and the quote that it is written in (a quote or a double
     *     quote, or a blank for none); null where there is no such variable, which leaves the text as it is
     */
    public StatementSplitter(BiFunction<String, Character, @Nullable String> variables) {
        this.variables = variables;
    }

    /**
     * Reads on.
     *
     * @param chunk a line with its end; only the last one may have none
     * @return what ended in it
     */
    public List<Piece> feed(String chunk) {
        pieces.clear();
        line++;
        if (place == Place.LINE_COMMENT) {
            place = Place.OPEN;
        }
        int at = 0;
        if (place == Place.OPEN && chunk.stripLeading().startsWith("\\")) {
            addCommand(chunk);
            return List.copyOf(pieces);
        }
        while (at < chunk.length()) {
            at = place == Place.OPEN ? open(chunk, at) : enclosed(chunk, at);
        }
        return List.copyOf(pieces);
    }

    /** The last statement, which needs no semicolon; empty if there is none. */
    public List<Piece> end() {
        pieces.clear();
        endStatement();
        return List.copyOf(pieces);
    }

    /** Forgets the statement that has begun. */
    public void clear() {
        text.setLength(0);
        significant = false;
        place = Place.OPEN;
    }

    /** Whether a statement has begun and not ended. */
    public boolean hasBegun() {
        return significant || (place != Place.OPEN && place != Place.LINE_COMMENT);
    }

    /** What has no end yet, such as "string", with the line it begins on; null if nothing is open. */
    public @Nullable String unterminated() {
        return place.words.isEmpty() ? null : "The " + place.words + " that begins in line " + placeLine;
    }

    /** The statement that has begun, as far as it has been read. */
    public String begun() {
        return text.toString();
    }

    private int open(String chunk, int at) {
        char c = chunk.charAt(at);
        if (c == ';') {
            endStatement();
            return at + 1;
        } else if (chunk.startsWith("--", at)) {
            return enter(Place.LINE_COMMENT, chunk, at, 2);
        } else if (chunk.startsWith("/*", at)) {
            depth = 1;
            return enter(Place.BLOCK_COMMENT, chunk, at, 2);
        } else if (Character.isWhitespace(c)) {
            text.append(c);
            return at + 1;
        } else if (c == '\\' && !significant) {
            addCommand(chunk.substring(at));
            return chunk.length();
        }
        begin();
        if (c == '\'') {
            return enter(Place.STRING, chunk, at, 1);
        } else if (c == '"') {
            return enter(Place.NAME, chunk, at, 1);
        } else if (c == '$') {
            return dollar(chunk, at);
        } else if (c == ':') {
            return colon(chunk, at);
        }
        int end = isWordStart(c) ? wordEnd(chunk, at) : at + 1;
        text.append(chunk, at, end);
        return end;
    }

    private void begin() {
        if (!significant) {
            significant = true;
            startLine = line;
        }
    }

    private int enter(Place next, String chunk, int at, int length) {
        place = next;
        placeLine = line;
        text.append(chunk, at, at + length);
        return at + length;
    }

    private int dollar(String chunk, int at) {
        int end = at + 1;
        while (end < chunk.length() && isWordPart(chunk.charAt(end)) && chunk.charAt(end) != '$') {
            end++;
        }
        boolean isNumbered = end > at + 1 && isDigit(chunk.charAt(at + 1));
        if (isNumbered || end == chunk.length() || chunk.charAt(end) != '$') {
            text.append('$');
            return at + 1;
        }
        tag = chunk.substring(at, end + 1);
        return enter(Place.DOLLAR, chunk, at, tag.length());
    }

    /** A cast, a variable, or a colon of another meaning. */
    private int colon(String chunk, int at) {
        if (chunk.startsWith("::", at) || chunk.startsWith(":=", at)) {
            text.append(chunk, at, at + 2);
            return at + 2;
        }
        char quote = at + 1 < chunk.length() && "'\"".indexOf(chunk.charAt(at + 1)) >= 0 ? chunk.charAt(at + 1) : ' ';
        int start = at + (quote == ' ' ? 1 : 2);
        int end = start;
        while (end < chunk.length() && isVariablePart(chunk.charAt(end))) {
            end++;
        }
        boolean closed = quote == ' ' || (end < chunk.length() && chunk.charAt(end) == quote);
        var value = end > start && closed ? variables.apply(chunk.substring(start, end), quote) : null;
        if (value == null) {
            text.append(':');
            return at + 1;
        }
        text.append(value);
        return quote == ' ' ? end : end + 1;
    }

    private int enclosed(String chunk, int at) {
        char c = chunk.charAt(at);
        int length = 1;
        switch (place) {
            case LINE_COMMENT -> {
                if (c == '\n' || c == '\r') {
                    place = Place.OPEN;
                }
            }
            case STRING -> {
                if (c == '\\' || chunk.startsWith("''", at)) {
                    length = 2;
                } else if (c == '\'') {
                    place = Place.OPEN;
                }
            }
            case NAME -> {
                if (chunk.startsWith("\"\"", at)) {
                    length = 2;
                } else if (c == '"') {
                    place = Place.OPEN;
                }
            }
            case DOLLAR -> {
                if (chunk.startsWith(tag, at)) {
                    length = tag.length();
                    place = Place.OPEN;
                }
            }
            case BLOCK_COMMENT -> length = inComment(chunk, at);
            case OPEN -> throw new IllegalStateException();
        }
        int end = Math.min(at + length, chunk.length());
        text.append(chunk, at, end);
        return end;
    }

    private int inComment(String chunk, int at) {
        if (chunk.startsWith("/*", at)) {
            depth++;
            return 2;
        } else if (chunk.startsWith("*/", at)) {
            depth--;
            if (depth == 0) {
                place = Place.OPEN;
            }
            return 2;
        }
        return 1;
    }

    private void endStatement() {
        if (significant) {
            pieces.add(new Piece(Piece.Kind.STATEMENT, text.toString().strip(), startLine));
        }
        text.setLength(0);
        significant = false;
    }

    private void addCommand(String command) {
        pieces.add(new Piece(Piece.Kind.COMMAND, command.strip(), line));
    }

    private static int wordEnd(String chunk, int at) {
        int end = at + 1;
        while (end < chunk.length() && isWordPart(chunk.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return isVariablePart(c) && !isDigit(c);
    }

    private static boolean isWordPart(char c) {
        return isVariablePart(c) || c == '$';
    }

    private static boolean isVariablePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c >= 0x80;
    }
}
