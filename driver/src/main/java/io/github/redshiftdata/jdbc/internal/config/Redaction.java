package io.github.redshiftdata.jdbc.internal.config;

import java.util.regex.Pattern;

/** Takes out of texts what must not be shown, where it stands although it does not belong there. */
public final class Redaction {

    private static final String HIDDEN = "***";

    private static final Pattern SECRET_KEY =
            Pattern.compile("([?&](?:password|secretAccessKey|sessionToken)=)[^&]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDPOINT_LOGIN =
            Pattern.compile("([?&]endpoint=)[^&]*(@|%40)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_LOGIN = Pattern.compile("^([a-z-]+:[a-z-]+://)[^/?]*@");

    private Redaction() {}

    /** An address without the user and password before its {@code @}. */
    public static String ofAddress(String text) {
        var at = Math.max(text.lastIndexOf('@') + 1, text.lastIndexOf("%40") + 3);
        return text.contains("@") || text.contains("%40") ? HIDDEN + "@" + text.substring(at) : text;
    }

    /** A URL of the driver, right or wrong, without secrets. */
    public static String ofUrl(String url) {
        var withoutKeys = SECRET_KEY.matcher(url).replaceAll("$1***");
        var withoutEndpoint = ENDPOINT_LOGIN.matcher(withoutKeys).replaceAll("$1***$2");
        return HOST_LOGIN.matcher(withoutEndpoint).replaceAll("$1***@");
    }
}
