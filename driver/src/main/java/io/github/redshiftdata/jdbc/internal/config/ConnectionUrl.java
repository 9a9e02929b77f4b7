package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL {@code jdbc:redshift-data://HOST[:PORT|:REGION][/DATABASE][?key=value&…]}, taken apart and decoded.
 *
 * @param host what the host part stands for
 * @param database the decoded path, or null
 * @param values the decoded values by the names of the properties (not their aliases, except {@code user});
 *     blank ones are left out
 */
public record ConnectionUrl(UrlHost host, @Nullable String database, Map<String, String> values) {

    public static final String PREFIX = "jdbc:redshift-data:";

    private static final String FORM = PREFIX + "//HOST/DATABASE?key=value";

    public ConnectionUrl {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether a URL is for this driver; it may still be wrong. */
    public static boolean accepts(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * Takes a URL apart.
     *
     * @throws ConfigurationException with what is wrong; values of keys are never part of it
     */
    public static ConnectionUrl parse(String url) throws ConfigurationException {
        if (!url.startsWith(PREFIX + "//")) {
            throw new ConfigurationException("A URL has the form " + FORM + ": after " + PREFIX + " come two slashes."
                    + (url.startsWith(PREFIX + "iam:") ? " Leave out 'iam:': every sign-in is one by IAM." : ""));
        }
        var quotes = UrlQuotes.ofUrl(url);
        var rest = url.substring(PREFIX.length() + 2);
        var question = rest.indexOf('?');
        var address = question < 0 ? rest : rest.substring(0, question);
        var slash = address.indexOf('/');
        var host = UrlHost.parse(slash < 0 ? address : address.substring(0, slash), quotes);
        var values = question < 0 ? Map.<String, String>of() : values(rest.substring(question + 1), quotes);
        var path = slash < 0 ? null : database(address.substring(slash + 1));
        return new ConnectionUrl(host, path, withoutContradiction(host, path, values, quotes));
    }

    private static @Nullable String database(String path) throws ConfigurationException {
        if (path.indexOf(';') >= 0) {
            throw new ConfigurationException("The database name in the URL contains ';'. Parameters follow '?' and are"
                    + " separated by '&': " + FORM + "&key=value. Write a semicolon inside a name as %3B.");
        }
        if (path.indexOf('/') >= 0) {
            throw new ConfigurationException("The path of the URL is one database name: it has the form " + FORM
                    + ". Write a slash inside a name as %2F.");
        }
        var name = decode(path, "The database name in the URL");
        if (SecretWords.before(name) || hasLogin(name)) {
            throw new ConfigurationException("The path of the URL holds a password or another secret. It is the name of"
                    + " the database; keys follow '?', and secrets have no place in a URL, which tools log. If it is"
                    + " none, set database as a property of the connection or of the DataSource.");
        }
        return name.isBlank() ? null : name;
    }

    private static Map<String, String> values(String query, UrlQuotes quotes) throws ConfigurationException {
        var values = new LinkedHashMap<String, String>();
        var secretSeen = false;
        for (var piece : query.split("&", -1)) {
            if (piece.isEmpty()) {
                continue;
            }
            var equals = piece.indexOf('=');
            var name = decode(equals < 0 ? piece : piece.substring(0, equals), "A key in the URL");
            // What follows a secret may be the rest of it, cut off by a bare '&': not to be shown.
            var property = known(name, secretSeen, quotes);
            if (equals < 0) {
                throw new ConfigurationException(
                        "The key '" + name + "' in the URL has no value: write " + name + "=…");
            }
            secretSeen |= property.secret();
            refuseOutsideOfProperties(property);
            var value = decode(piece.substring(equals + 1), "The value of '" + name + "' in the URL");
            refuseSecretIn(property, value);
            if (!value.isBlank() && values.put(name, value) != null) {
                throw new ConfigurationException("The key '" + name + "' stands twice in the URL. Leave one.");
            }
        }
        return values;
    }

    private static Property<?> known(String name, boolean afterSecret, UrlQuotes quotes) throws ConfigurationException {
        var property = DriverProperties.named(name);
        if (property.isPresent()) {
            return property.get();
        }
        if (afterSecret) {
            throw new ConfigurationException("A key in the URL after the password is not known. The password is of no"
                    + " use to the Data API: take it out of the URL and use secretArn.");
        }
        var provider = DriverProperties.CREDENTIALS_PROVIDER.name();
        if (name.regionMatches(true, 0, provider, 0, provider.length())) {
            refuseOutsideOfProperties(DriverProperties.CREDENTIALS_PROVIDER);
        }
        throw new ConfigurationException("The URL has an unknown key " + quotes.of(name) + ". " + KeyAdvice.on(name));
    }

    private static void refuseOutsideOfProperties(Property<?> property) throws ConfigurationException {
        // A password of the database, which many URLs hold, is ignored instead.
        if (property.secret() && !property.equals(DriverProperties.PASSWORD)) {
            throw new ConfigurationException("The key '" + property.name() + "' is refused in the URL, because tools"
                    + " log URLs. Set it as a property of the connection or of the DataSource, or use a profile.");
        }
        if (property.equals(DriverProperties.CREDENTIALS_PROVIDER)) {
            throw new ConfigurationException("The key 'credentialsProvider' is refused in the URL, because it names a"
                    + " class to run, and URLs are passed on by others. Set it as a property of the connection or of"
                    + " the DataSource, with all that starts with 'credentialsProvider.'.");
        }
        if (property.equals(SignInProperties.WEB_IDENTITY_TOKEN_FILE)) {
            throw new ConfigurationException(
                    "The key 'webIdentityTokenFile' is refused in the URL, because it names a file"
                            + " to send, and URLs are passed on by others. Set it as a property of the connection or of the"
                            + " DataSource, or as AWS_WEB_IDENTITY_TOKEN_FILE in the environment.");
        }
        if (property.equals(DriverProperties.LOG_FILE)) {
            throw new ConfigurationException(
                    "The key 'logFile' is refused in the URL, because it names a file to write,"
                            + " and URLs are passed on by others. Set it as a property of the connection or of the DataSource,"
                            + " or start Java with -D" + DriverProperties.LOG_FILE_OF_ALL + "=FILE.");
        }
    }

    /** Refuses a wrong separator: a secret behind it would be read as a part of another value, and shown with it. */
    private static void refuseSecretIn(Property<?> property, String value) throws ConfigurationException {
        if (!property.secret() && SecretWords.before(value)) {
            var name = property.name();
            throw new ConfigurationException("The value of '" + name
                    + "' in the URL holds a password or another secret."
                    + " Keys are separated by '&', and secrets have no place in a URL, which tools log: set them as"
                    + " properties of the connection or of the DataSource. If it is none, set " + name + " there too.");
        }
    }

    /** Whether a database has the form of a login, as in URLs of other kinds. Such a name is no path here. */
    static boolean hasLogin(String database) {
        return !Shown.withoutLogin(database).equals(database);
    }

    private static Map<String, String> withoutContradiction(
            UrlHost host, @Nullable String path, Map<String, String> values, UrlQuotes quotes)
            throws ConfigurationException {
        for (var implied : host.implied().entrySet()) {
            refuseOther(implied.getKey(), "the host", implied.getValue(), values, quotes);
        }
        if (path != null) {
            refuseOther(DriverProperties.DATABASE.name(), "the path", path, values, quotes);
        }
        return values;
    }

    private static void refuseOther(
            String key, String part, String implied, Map<String, String> values, UrlQuotes quotes)
            throws ConfigurationException {
        var given = values.get(key);
        if (given != null && !given.equals(implied)) {
            throw new ConfigurationException("The URL says " + key + " twice: " + quotes.of(implied) + " by " + part
                    + " and " + quotes.of(given) + " by the key. Leave one.");
        }
    }

    private static String decode(String text, String what) throws ConfigurationException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = ByteBuffer.allocate(text.length() * 4);
        for (var at = 0; at < text.length(); ) {
            if (text.charAt(at) == '%') {
                bytes.put(octet(text, at, what));
                at += 3;
            } else {
                var point = text.codePointAt(at);
                bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(what + " is not UTF-8 after its percent signs are decoded.", e);
        }
    }

    private static byte octet(String text, int percent, String what) throws ConfigurationException {
        if (percent + 2 < text.length()) {
            var high = Character.digit(text.charAt(percent + 1), 16);
            var low = Character.digit(text.charAt(percent + 2), 16);
            if (high >= 0 && low >= 0) {
                return (byte) (high * 16 + low);
            }
        }
        throw new ConfigurationException(
                what + " has a percent sign without two hexadecimal digits. Write a percent sign as %25.");
    }

    /** Shows no values, which may include a password. */
    @Override
    public String toString() {
        return "ConnectionUrl[" + host.kind() + ", " + values.keySet() + "]";
    }

    /** A text as a value or a path of the URL. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
