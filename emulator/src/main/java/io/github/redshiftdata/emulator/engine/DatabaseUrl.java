package io.github.redshiftdata.emulator.engine;

/** The database in {@code jdbc:postgresql://host:port/database?…}. */
final class DatabaseUrl {

    private DatabaseUrl() {}

    static String database(String url) {
        return url.substring(start(url), end(url));
    }

    static String withDatabase(String url, String database) {
        String encoded = java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8);
        return url.substring(0, start(url)) + encoded + url.substring(end(url));
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
