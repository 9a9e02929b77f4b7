package io.github.redshiftdata.emulator.engine;

/** Comments as pgjdbc reads them right. */
final class Comments {

    private Comments() {}

    /**
     * White space and comments, with a space in every comment that would begin with a slash: pgjdbc takes {@code /*}
     * {@code /} for a whole comment.
     */
    static String forPgjdbc(String space) {
        if (!space.contains("/*/")) {
            return space;
        }
        var text = new StringBuilder(space.length() + 1);
        int depth = 0;
        int at = 0;
        while (at < space.length()) {
            int end = at + 1;
            if (depth == 0 && space.startsWith("--", at)) {
                end = SqlLexer.lineEnd(space, at);
            } else if (space.startsWith("/*", at)) {
                depth++;
                end = at + 2;
            } else if (depth > 0 && space.startsWith("*/", at)) {
                depth--;
                end = at + 2;
            }
            text.append(space, at, end);
            boolean opened = end == at + 2 && space.startsWith("/*", at);
            text.append(opened && space.startsWith("/", end) ? " " : "");
            at = end;
        }
        return text.toString();
    }
}
