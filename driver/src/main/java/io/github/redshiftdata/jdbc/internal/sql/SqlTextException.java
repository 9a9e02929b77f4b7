package io.github.redshiftdata.jdbc.internal.sql;

/** SQL text that cannot be read. The message says what is wrong and where, and never repeats literals of the text. */
public sealed class SqlTextException extends Exception permits StatementTooLongException {

    private static final long serialVersionUID = 1L;

    SqlTextException(String problem, String text, int offset) {
        super(problem + " (" + position(text, offset) + ")");
    }

    private static String position(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "line " + line + ", column " + (offset - lineStart + 1);
    }
}
