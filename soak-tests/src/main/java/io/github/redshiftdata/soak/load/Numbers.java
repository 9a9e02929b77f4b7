package io.github.redshiftdata.soak.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A table whose every row is known: n, and the MD5 of its text. */
public final class Numbers {

    public static final String TABLE = "soak_numbers";

    static final int ROWS = 6000;

    /** Fills the table; for PostgreSQL. */
    public static final String FILL =
            "insert into " + TABLE + " select n, md5(n::text) from generate_series(1, " + ROWS + ") as n";

    private static final String[] TEXTS = texts();

    private Numbers() {}

    private static String[] texts() {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            var texts = new String[ROWS + 1];
            for (var n = 0; n <= ROWS; n++) {
                texts[n] =
                        HexFormat.of().formatHex(md5.digest(Integer.toString(n).getBytes(StandardCharsets.UTF_8)));
            }
            return texts;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no MD5", e);
        }
    }

    /** The text beside a number of the table. */
    static String text(int n) {
        return TEXTS[n];
    }
}
