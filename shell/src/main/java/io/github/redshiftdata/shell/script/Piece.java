package io.github.redshiftdata.shell.script;

/**
 * What stands between two semicolons, or on the line of a command.
 *
 * @param kind what it is
 * @param text the statement without its semicolon, or the command from its backslash to the end of its line
 * @param line the number of the line that it begins on, from 1
 */
public record Piece(Kind kind, String text, int line) {

    /** How a piece is carried out. */
    public enum Kind {
        /** It goes to the warehouse. */
        STATEMENT,
        /** The shell does it: {@code \d}. */
        COMMAND
    }
}
