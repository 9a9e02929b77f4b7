package io.github.redshiftdata.shell;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a command: words, where quotes hold one together, and variables, as in psql. */
final class CommandArguments {

    private final String text;
    private final Variables variables;
    private int at;

    private CommandArguments(String text, Variables variables) {
        this.text = text;
        this.variables = variables;
    }

    /**
     * Splits a text at its blanks. A word in single quotes may have blanks, and two quotes in it are one; one in double
     * quotes keeps them, as a name.
     */
    static List<String> split(String text, Variables variables) throws ShellException {
        return new CommandArguments(text, variables).split();
    }

    private List<String> split() throws ShellException {
        var words = new ArrayList<String>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return List.copyOf(words);
            }
            words.add(word());
        }
    }

    private String word() throws ShellException {
        var word = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == '\'') {
                word.append(quoted('\'').replace("''", "'"));
            } else if (c == '"') {
                word.append('"').append(quoted('"')).append('"');
            } else if (c == ':') {
                word.append(variable());
            } else {
                word.append(c);
                at++;
            }
        }
        // psql users end a line with a semicolon out of habit.
        boolean hasSemicolon = at == text.length() && word.length() > 1 && word.charAt(word.length() - 1) == ';';
        return hasSemicolon ? word.substring(0, word.length() - 1) : word.toString();
    }

    private String quoted(char quote) throws ShellException {
        int start = ++at;
        while (at < text.length()) {
            if (text.charAt(at) != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return text.substring(start, at++);
            }
        }
        throw ShellException.ofCommand("A quote has no end: " + text.substring(start - 1));
    }

    private String variable() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        char quote = next == '\'' || next == '"' ? next : ' ';
        int start = at + (quote == ' ' ? 1 : 2);
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean isClosed = quote == ' ' || (end < text.length() && text.charAt(end) == quote);
        var value = isClosed && end > start ? variables.expand(text.substring(start, end), quote) : null;
        if (value == null) {
            at++;
            return ":";
        }
        at = quote == ' ' ? end : end + 1;
        return value;
    }
}
