package io.github.redshiftdata.jdbc.internal.types;

import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as the service writes them into texts. */
final class BinaryText {

    private static final HexFormat HEX = HexFormat.of();
    private static final String HEX_PREFIX = "\\x";

    private BinaryText() {}

    static String toHex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** The bytes of a varbyte: Base64 as the Data API sends it, or PostgreSQL's "\x…". */
    static byte[] ofVarbyte(String text) throws ConversionException {
        var bytes = text.startsWith(HEX_PREFIX) ? fromHex(text.substring(HEX_PREFIX.length())) : fromBase64(text);
        if (bytes == null) {
            throw ConversionException.badText(text, "varbyte");
        }
        return bytes;
    }

    /**
     * The bytes of a geometry or geography; null where the text is neither EWKB in hexadecimal nor Base64. A text of
     * hexadecimal digits that starts with the byte-order mark 00 or 01 of WKB is not Base64.
     */
    static byte @Nullable [] ofSpatial(String text) {
        if (text.startsWith("00") || text.startsWith("01")) {
            var bytes = fromHex(text);
            if (bytes != null) {
                return bytes;
            }
        }
        return text.startsWith(HEX_PREFIX) ? fromHex(text.substring(HEX_PREFIX.length())) : fromBase64(text);
    }

    private static byte @Nullable [] fromHex(String digits) {
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] fromBase64(String text) {
        try {
            return Base64.getMimeDecoder().decode(checked(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The MIME decoder takes line breaks, but also skips what is not Base64 at all: refuse that. */
    private static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean valid = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '='
                    || c == '\r'
                    || c == '\n';
            if (!valid) {
                throw new IllegalArgumentException();
            }
        }
        return text;
    }
}
