package io.github.redshiftdata.emulator.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** NextToken: says where a listing goes on, and belongs to that listing alone. */
public final class PageTokens {

    private PageTokens() {}

    /**
     * A token that goes on at an entry.
     *
     * @param scope what is listed: an operation, or a statement's id
     */
    public static String encode(String scope, long next) {
        var plain = next + "/" + checksum(scope, next);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where the token is not one of ours for this scope. */
    public static OptionalLong decode(String scope, String token) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int slash = plain.indexOf('/');
            if (slash < 0) {
                return OptionalLong.empty();
            }
            long next = Long.parseLong(plain, 0, slash, 10);
            boolean ours = next >= 0 && plain.substring(slash + 1).equals(checksum(scope, next));
            return ours ? OptionalLong.of(next) : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private static String checksum(String scope, long next) {
        var crc = new CRC32();
        crc.update((scope + "#" + next).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
