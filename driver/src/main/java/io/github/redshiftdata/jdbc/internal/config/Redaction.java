package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Takes the secrets out of a URL of the driver that was not checked yet. */
public final class Redaction {

    private static final String START = ConnectionUrl.PREFIX + "//";

    private Redaction() {}

    /**
     * A URL, valid or not, without secrets and on one line. The values of known keys stay, unless they may be secret,
     * and so does a URL that has no word for a secret.
     */
    public static String ofUrl(String url) {
        return Shown.oneLine(withoutSecrets(url));
    }

    private static String withoutSecrets(String url) {
        var quotes = UrlQuotes.ofUrl(url);
        if (!quotes.hides()) {
            return url;
        }
        if (!url.startsWith(START)) {
            return ConnectionUrl.accepts(url) ? ConnectionUrl.PREFIX + Shown.HIDDEN : Shown.HIDDEN;
        }
        var question = url.indexOf('?');
        if (question < 0) {
            return address(url);
        }
        var pieces = Arrays.stream(url.substring(question + 1).split("&", -1))
                .map(Redaction::piece)
                .collect(Collectors.joining("&"));
        // A login whose password holds '?' or '&' ends in a piece of the query.
        var login = pieces.contains(Shown.HIDDEN) && SecretWords.decoded(url).contains("@");
        return (login ? START + Shown.HIDDEN : address(url.substring(0, question))) + "?" + pieces;
    }

    private static String address(String address) {
        return SecretWords.before(address) || SecretWords.decoded(address).contains("@")
                ? START + Shown.HIDDEN
                : address;
    }

    /** A key with its value. Behind an unknown key, the value may be a part of a secret, so it is hidden. */
    private static String piece(String piece) {
        var equals = piece.indexOf('=');
        var name = piece.substring(0, Math.max(0, equals));
        var property = DriverProperties.named(SecretWords.decoded(name));
        if (property.isEmpty()) {
            return piece.isEmpty() ? "" : Shown.HIDDEN;
        }
        var value = piece.substring(equals + 1);
        var shown = !property.get().secret() && !SecretWords.before(value) && isNoLogin(value);
        return shown ? piece : name + "=" + Shown.HIDDEN;
    }

    private static boolean isNoLogin(String value) {
        return Shown.withoutLogin(value).equals(value);
    }
}
