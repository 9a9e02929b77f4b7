package io.github.redshiftdata.emulator.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The database in {@code jdbc:postgresql://host:port/database?…}. */
final class DatabaseUrl {

    private DatabaseUrl() {}

    static String database(String url) {
        return url.substring(start(url), end(url));
    }

    static String withDatabase(String url, String database) {
        String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8);
        return url.substring(0, start(url)) + encoded + url.substring(end(url));
    }

    /** The URL for another login: what it says of user and password would go before the properties of a connection. */
    static String withoutLogin(String url) {
        if (end(url) == url.length()) {
            return url;
        }
        String others = Arrays.stream(url.substring(end(url) + 1).split("&", -1))
                .filter(parameter -> !parameter.startsWith("user=") && !parameter.startsWith("password="))
                .collect(Collectors.joining("&"));
        return url.substring(0, end(url)) + (others.isEmpty() ? "" : "?" + others);
    }

    private static int start(String url) {
        int slash = url.lastIndexOf('/', end(url) - 1);
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "The PostgreSQL URL has no database: give jdbc:postgresql://host:port/database?user=…");
        }
        return slash + 1;
    }

    private static int end(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url.length() : query;
    }
}
