package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.ConnectionUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A secret that somebody wrote into a URL, wherever and however, is shown by nothing that the driver says. */
class SecretsInUrlTest {

    /** As drivers, tools and AWS itself spell the names of secrets. */
    private static final List<String> WORDS = List.of(
            "password",
            "Password",
            "PASSWORD",
            "pwd",
            "PWD",
            "passwd",
            "passphrase",
            "secretAccessKey",
            "secretaccesskey",
            "SecretAccessKey",
            "secret_access_key",
            "aws_secret_access_key",
            "sessionToken",
            "SESSIONTOKEN",
            "session-token",
            "aws_session_token",
            "token",
            "secret",
            "clientSecret",
            "pass%77ord",
            "%70assword",
            "session%54oken",
            "secret%41ccess%4Bey",
            "pass word",
            "pass\tword");

    private static final List<String> SIGNS =
            List.of("=", " = ", "==", "%3D", "%253D", ":", "%3A", "\t=", "= ", "%20=%20", "=%0A", "=\"", "='", "\n=");

    private static final List<String> SEPARATORS = List.of(
            ";", "%3B", "%253B", ",", " ", "%20", "|", "%7C", "#", "%23", "&", "%26", "&amp;", "?", "%3F", "/", "%2F",
            "\n", "\r\n", "%0A", "%0D%0A", "%00", "%1B[31m", "\u2028", "\t", "；", "\"", "'", "\\", "+", "!", "", "@",
            "=x;", "%", "((", "\u202e");

    /** The place of the secret is {0}. */
    private static final List<String> PLACES = List.of(
            "//c1{0}:eu-west-1/dev",
            "//c1:eu-west-1{0}/dev",
            "//c1:eu-west-1/dev{0}",
            "//c1:eu-west-1/{0}",
            "//{0}/dev",
            "{0}",
            "/{0}",
            "//c1:eu-west-1/dev?{0}",
            "//c1:eu-west-1/dev?region=eu{0}",
            "//c1:eu-west-1/dev?a=b{0}",
            "//c1:eu-west-1/dev?a{0}",
            "//c1:eu-west-1/dev?applicationName=x{0}",
            "//c1:eu-west-1/dev?profile=x{0}&session=auto",
            "//c1:eu-west-1/dev?dbUser=x{0}",
            "//c1:eu-west-1/dev?session=auto{0}",
            "//c1:eu-west-1/dev?readOnly=true{0}",
            "//c1:eu-west-1/dev?queryTimeout=1{0}",
            "//c1:eu-west-1/dev?endpoint=https://host{0}",
            "//c1:eu-west-1/dev?endpoint=http://host/{0}",
            "//localhost:8192{0}/dev",
            "//localhost{0}:8192/dev",
            "//localhost:8192/dev?roleArn=arn{0}",
            "//c1:eu-west-1/dev?clusterIdentifier=c2{0}",
            "//c1:eu-west-1/dev?database=other{0}",
            "//c1:eu-west-1/dev?roleSessionName=x{0}",
            "//c1:eu-west-1/dev?currentSchema=x{0}&currentSchema=y",
            "//c1:eu-west-1/dev{0}?profile=p",
            "//c1:eu-west-1/dev?secretArn=arn:aws:secretsmanager:eu-west-1:1:secret:x{0}",
            "//c1.abc.eu-west-1.redshift.amazonaws.com:5439{0}/dev",
            "//embedded{0}/dev");

    /** A login as in URLs of other kinds. */
    private static final List<String> LOGINS = List.of(
            "//me:{0}@c1:eu-west-1/dev",
            "//me:{0}%40c1/dev",
            "//me%3A{0}%40c1/dev",
            "//me:a/{0}@c1/dev",
            "//me:a?{0}@c1/dev",
            "//me:a?b&{0}@c1/dev",
            "///me:{0}@c1",
            "///me:{0}@c1:5439/dev",
            "//c1:eu-west-1/me:{0}@dev",
            "//c1:eu-west-1/me%3A{0}%40dev",
            "//c1:eu-west-1/dev?endpoint=https://me:{0}@host",
            "//c1:eu-west-1/dev?endpoint=https%3A%2F%2Fme%3A{0}%40host",
            "//localhost:8192/dev?endpoint=http://me:{0}@localhost:8192",
            "//me:{0}@localhost:8192/dev");

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofLength(10)
                .map(text -> "Hu5h" + text);
    }

    @Provide
    Arbitrary<String> named() {
        var fields = Combinators.combine(Arbitraries.of(SEPARATORS), Arbitraries.of(WORDS), Arbitraries.of(SIGNS))
                .as((separator, word, sign) -> separator + word + sign);
        var after = Arbitraries.of("", "/x+y==", ";x", "&x", "%0Ax", "\nx", " x", "@x");
        return Combinators.combine(Arbitraries.of(PLACES), fields, after)
                .as((place, field, end) -> place.replace("{0}", field + "{0}" + end));
    }

    @Provide
    Arbitrary<String> logins() {
        return Arbitraries.of(LOGINS);
    }

    @Property(tries = 3000)
    void aSecretWithItsNameIsNeverShown(@ForAll("named") String url, @ForAll("secrets") String secret) {
        assertNotShown(ConnectionUrl.PREFIX + url.replace("{0}", secret), secret);
    }

    @Property(tries = 200)
    void aLoginIsNeverShown(@ForAll("logins") String url, @ForAll("secrets") String secret) {
        assertNotShown(ConnectionUrl.PREFIX + url.replace("{0}", secret), secret);
    }

    @Property(tries = 500)
    void noMessageOfAnyUrlHasAControlCharacter(@ForAll("broken") String rest) {
        assertNotShown(ConnectionUrl.PREFIX + rest, "no such text");
    }

    @Provide
    Arbitrary<String> broken() {
        var odd =
                Arbitraries.of("\n", "\r", "\t", "\u0000", "\u001b[2J", "%0A", "%0D", "%00", "%7F", "\u2029", "%C2%85");
        return Combinators.combine(
                        Arbitraries.of(PLACES), odd, Arbitraries.strings().ofMaxLength(8))
                .as((place, character, text) -> place.replace("{0}", character + text));
    }

    private static void assertNotShown(String url, String secret) {
        var messages = new ArrayList<String>();
        var values = new ArrayList<String>();
        show(url, new Properties(), messages, values);
        show(url, keys(), messages, values);

        assertThat(messages).isNotEmpty().allSatisfy(message -> assertThat(message.codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029));
        assertThat(messages).allSatisfy(message -> assertThat(message).doesNotContain(secret));
        assertThat(values).allSatisfy(value -> assertThat(value).doesNotContain(secret));
    }

    /** Nothing is sent. */
    private static Properties keys() {
        var properties = new Properties();
        properties.setProperty("lazyConnect", "true");
        properties.setProperty("accessKeyId", "AKIDEXAMPLE");
        properties.setProperty("secretAccessKey", "unrelated");
        return properties;
    }

    private static void show(String url, Properties properties, List<String> messages, List<String> values) {
        properties.setProperty("lazyConnect", "true");
        var driver = new RedshiftDataDriver();
        try (var connection = driver.connect(url, properties)) {
            assertThat(connection).isNotNull();
            messages.add(connection.toString());
            messages.add(connection.getMetaData().getURL());
            for (var warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                messages.add(warning.getMessage());
            }
        } catch (SQLException e) {
            addAll(e, messages);
            values.add(trace(e));
        }
        Arrays.stream(driver.getPropertyInfo(url, properties))
                .map(info -> info.name + "=" + info.value)
                .forEach(values::add);
        var source = new RedshiftDataDataSource();
        source.setUrl(url);
        messages.add(source.getUrl());
        messages.add(source.toString());
    }

    private static void addAll(@Nullable Throwable thrown, List<String> messages) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
    }

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
