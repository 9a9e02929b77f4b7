package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import io.github.redshiftdata.jdbc.internal.error.Shown;

/**
 * Decides how messages quote the pieces of one URL. If the URL holds a secret or a login anywhere, nothing is quoted:
 * after a wrong separator, any piece may be a part of the secret.
 */
record UrlQuotes(boolean hides) {

    static UrlQuotes ofUrl(String url) {
        return new UrlQuotes(SecretWords.in(url) || SecretWords.decoded(url).contains("@"));
    }

    /** A piece in single quotes. */
    String of(String piece) {
        return hides ? "'" + Shown.HIDDEN + "'" : Shown.quoted(piece);
    }
}
