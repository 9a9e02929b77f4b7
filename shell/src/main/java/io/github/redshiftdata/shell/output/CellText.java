package io.github.redshiftdata.shell.output;

import java.util.List;
import org.jline.utils.WCWidth;

/** The text of a cell as a screen can show it: in lines, without characters that would move the cursor. */
final class CellText {

    private CellText() {}

    /** The lines of a text, with tabs as blanks and other control characters as their numbers. */
    static List<String> lines(String text) {
        if (isPlain(text)) {
            return List.of(text);
        }
        return List.of(text.split("\\r\\n|\\n", -1)).stream()
                .map(CellText::visible)
                .toList();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0);
    }

    private static String visible(String line) {
        var shown = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                shown.append(" ".repeat(8 - shown.length() % 8));
            } else if (isControl(c)) {
                shown.append(String.format("\\x%02X", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** How many columns of a screen a line takes. */
    static int width(String line) {
        int width = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            i += Character.charCount(c);
            width += c < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(c));
        }
        return width;
    }

    static int width(List<String> lines) {
        int width = 0;
        for (var line : lines) {
            width = Math.max(width, width(line));
        }
        return width;
    }
}
