package io.github.redshiftdata.jdbc.internal.error;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by the words that people write before them, wherever they stand: behind whatever separator, in any case,
 * and behind percent codes.
 */
public final class SecretWords {

    /** Words that stand for nothing but a secret. */
    private static final String PLAIN = "(?:pass[\\W_]*(?:word|wd|phrase|code)|pwd|secret[\\W_]*(?:access[\\W_]*)?key"
            + "|(?:session|security|access|auth|refresh|bearer|identity)[\\W_]*token)s?";

    /** Words that are part of other names too, as of secretArn: they count with a sign behind them only. */
    private static final String LOOSE = "(?:secret|token|credential|pass|(?:api|private)[\\W_]*key)s?";

    private static final Pattern WORD = pattern(PLAIN);
    /**
     * A hyphen, dot, slash or underscore goes on with a name, as in {@code password_resets}; the ARN of a secret has its
     * name behind the account and {@code :secret:}.
     */
    private static final Pattern SECRET = pattern(PLAIN + "[^\\w./-]+\\S|(?:" + PLAIN + "|" + LOOSE
            + ")[\\W_]*=\\s*\\S|(?<!:\\d{1,12}:)" + LOOSE + "[\\W_&&[^/]]*:\\s*\\S");

    private static final Pattern UNSEEN = Pattern.compile("\\p{C}");
    private static final Pattern PERCENT_CODE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final int MOST_LAYERS = 20;

    private SecretWords() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Whether a word for a secret stands in the text, so that any other part of it may be the secret. */
    public static boolean in(String text) {
        return found(WORD, text) || before(text);
    }

    /** Whether a word for a secret stands in the text with something behind it. */
    public static boolean before(String text) {
        return found(SECRET, text);
    }

    private static boolean found(Pattern words, String text) {
        var plain = decoded(text);
        return PERCENT_CODE.matcher(plain).find()
                || words.matcher(UNSEEN.matcher(plain).replaceAll("")).find()
                || words.matcher(UNSEEN.matcher(plain).replaceAll(" ")).find();
    }

    /** The text without its percent codes, those that decode to percent codes included, and in plain letters. */
    public static String decoded(String text) {
        var plain = text;
        for (var layer = 0; layer < MOST_LAYERS; layer++) {
            var next = withoutOneLayer(plain);
            if (next.equals(plain)) {
                break;
            }
            plain = next;
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFKC);
    }

    private static String withoutOneLayer(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        // One character stands for one octet while the codes are replaced.
        var octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var replaced = PERCENT_CODE
                .matcher(octets)
                .replaceAll(code ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 16))));
        return new String(replaced.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
