package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @Test
    void acceptsItsOwnPrefixOnly() {
        assertThat(ConnectionUrl.accepts("jdbc:redshift-data:")).isTrue();
        assertThat(ConnectionUrl.accepts("jdbc:redshift-data://x/dev")).isTrue();
        assertThat(ConnectionUrl.accepts("jdbc:redshift://x/dev")).isFalse();
        assertThat(ConnectionUrl.accepts("jdbc:redshift-data")).isFalse();
        assertThat(ConnectionUrl.accepts("")).isFalse();
        assertThat(ConnectionUrl.accepts(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "c1.abc123.eu-west-1.redshift.amazonaws.com, clusterIdentifier, c1, eu-west-1",
        "c1.abc123.eu-west-1.redshift.amazonaws.com:5439, clusterIdentifier, c1, eu-west-1",
        "C1.ABC123.EU-WEST-1.redshift.amazonaws.com, clusterIdentifier, c1, eu-west-1",
        "c-2.abc.cn-north-1.redshift.amazonaws.com.cn:5439, clusterIdentifier, c-2, cn-north-1",
        "wg.123456789012.us-east-2.redshift-serverless.amazonaws.com:5439, workgroupName, wg, us-east-2",
        "wg.123456789012.cn-north-1.redshift-serverless.amazonaws.com.cn, workgroupName, wg, cn-north-1",
    })
    void anEndpointOfTheConsoleGivesNameAndRegion(String host, String key, String name, String region)
            throws ConfigurationException {
        var url = ConnectionUrl.parse("jdbc:redshift-data://" + host + "/dev");

        assertThat(url.host().kind()).isEqualTo(UrlHost.Kind.WAREHOUSE);
        assertThat(url.host().implied()).containsOnly(entry(key, name), entry("region", region));
        assertThat(url.database()).isEqualTo("dev");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost",
        "LOCALHOST:8080, http://localhost:8080",
        "127.0.0.1:8080, http://127.0.0.1:8080",
        "127.3.2.1, http://127.3.2.1",
        "[::1]:8080, http://[::1]:8080",
        "[0:0:0:0:0:0:0:1], http://[0:0:0:0:0:0:0:1]",
        "[2001:db8::7]:443, https://[2001:db8::7]:443",
        "10.0.0.7:8443, https://10.0.0.7:8443",
        "127.evil.example.com, https://127.evil.example.com",
        "api.example.com, https://api.example.com",
    })
    void anyOtherHostIsTheAddressOfTheServiceWithPlainHttpOnLoopbackOnly(String host, String endpoint)
            throws ConfigurationException {
        var url = ConnectionUrl.parse("jdbc:redshift-data://" + host + "/dev");

        assertThat(url.host().kind()).isEqualTo(UrlHost.Kind.SERVICE);
        assertThat(url.host().implied()).containsOnly(entry("endpoint", endpoint));
    }

    @ParameterizedTest
    @CsvSource({
        "redshift-data.eu-west-1.amazonaws.com, eu-west-1",
        "redshift-data-fips.us-east-1.amazonaws.com, us-east-1",
        "vpce-0ab-cd.redshift-data.eu-west-1.vpce.amazonaws.com, eu-west-1",
        "redshift-data.eu-west-1.api.aws, eu-west-1",
        "redshift-data.cn-north-1.amazonaws.com.cn, cn-north-1",
    })
    void theAddressOfTheServiceGivesItsRegionWhereItNamesOne(String host, String region) throws ConfigurationException {
        var url = ConnectionUrl.parse("jdbc:redshift-data://" + host);

        assertThat(url.host().implied()).containsEntry("region", region).containsEntry("endpoint", "https://" + host);
    }

    @Test
    void aNameWithoutDotsIsATargetAndMayHaveARegion() throws ConfigurationException {
        var plain = ConnectionUrl.parse("jdbc:redshift-data://reports/dev").host();
        var withRegion = ConnectionUrl.parse("jdbc:redshift-data://reports:eu-west-1/dev")
                .host();

        assertThat(plain.name()).isEqualTo("reports");
        assertThat(plain.implied()).isEmpty();
        assertThat(withRegion.name()).isEqualTo("reports");
        assertThat(withRegion.implied()).containsOnly(entry("region", "eu-west-1"));
    }

    @Test
    void theHostMayBeEmptyOrEmbedded() throws ConfigurationException {
        assertThat(ConnectionUrl.parse("jdbc:redshift-data:///dev?region=eu-west-1")
                        .host()
                        .kind())
                .isEqualTo(UrlHost.Kind.NONE);
        assertThat(ConnectionUrl.parse("jdbc:redshift-data://").host().kind()).isEqualTo(UrlHost.Kind.NONE);
        assertThat(ConnectionUrl.parse("jdbc:redshift-data://embedded").host().kind())
                .isEqualTo(UrlHost.Kind.EMBEDDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?", "/?", "?region=eu-west-1", "/?region=eu-west-1&"})
    void theDatabaseMayBeLeftOut(String rest) throws ConfigurationException {
        assertThat(ConnectionUrl.parse("jdbc:redshift-data://c1" + rest).database())
                .isNull();
    }

    @Test
    void valuesAreDecodedAndBlankOnesCountAsNotSet() throws ConfigurationException {
        var url = ConnectionUrl.parse(
                "jdbc:redshift-data://c1/m%C3%BC%2F%3Bx?applicationName=a%26b%3D%25+c=d&profile=&&roleArn=%20");

        assertThat(url.database()).isEqualTo("mü/;x");
        assertThat(url.values()).isEqualTo(Map.of("applicationName", "a&b=%+c=d"));
    }

    @Property
    void everyValueSurvivesEncodingAndDecoding(
            @ForAll @NotBlank @StringLength(max = 40) String database,
            @ForAll @NotBlank @StringLength(max = 40) String value)
            throws ConfigurationException {
        // A lone surrogate is no character and cannot be written in UTF-8.
        var name = database.replaceAll("\\p{Cs}", "x");
        var text = value.replaceAll("\\p{Cs}", "x");
        // What looks like a login or a secret is refused, as other rules here say: chance writes ':' before '@' too.
        Assume.that(Shown.withoutLogin(name).equals(name));
        Assume.that(!SecretWords.before(name) && !SecretWords.before(text));

        var url = ConnectionUrl.parse("jdbc:redshift-data://c1/" + ConnectionUrl.encode(name) + "?applicationName="
                + ConnectionUrl.encode(text));

        // @NotBlank thinks of fewer characters as blank than String does: what has only those counts as none.
        assertThat(url.database()).isEqualTo(name.isBlank() ? null : name);
        assertThat(url.values()).isEqualTo(text.isBlank() ? Map.of() : Map.of("applicationName", text));
    }

    @Property
    void aSemicolonInThePathIsNoDatabaseName(
            @ForAll @AlphaChars @StringLength(max = 10) String before,
            @ForAll @AlphaChars @Chars({';', '=', '%', '/'}) @StringLength(max = 10) String after) {
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:redshift-data://c1/" + before + ";" + after))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("follow '?'");
    }

    @Property
    void noTextBreaksTheParserOtherwiseThanByItsOwnException(@ForAll @StringLength(max = 60) String rest) {
        try {
            assertThat(ConnectionUrl.parse("jdbc:redshift-data://" + rest)).isNotNull();
        } catch (ConfigurationException e) {
            assertThat(e).hasMessageMatching("(?s).{20,}");
        }
    }

    @Property
    void theValueOfASecretIsNeverInAnError(@ForAll @StringLength(max = 10) String after) {
        for (var key : new String[] {"secretAccessKey", "sessionToken", "password"}) {
            var url = "jdbc:redshift-data://c1/dev?" + key + "=hush-hush" + after + "&hush-hush";
            assertThatThrownBy(() -> ConnectionUrl.parse(url))
                    .isInstanceOf(ConfigurationException.class)
                    .message()
                    .doesNotContain("hush");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:redshift-data:x | two slashes",
                "jdbc:redshift-data:/x | two slashes",
                "jdbc:redshift-data://c1/a/b | one database name",
                "jdbc:redshift-data://c1/dev?regoin=x | 'regoin'. Did you mean 'region'",
                "jdbc:redshift-data://c1/dev?clusteridentifier=x | Did you mean 'clusterIdentifier'",
                "jdbc:redshift-data://c1/dev?workgroup=x | Did you mean 'workgroupName'",
                "jdbc:redshift-data://c1/dev?DbUser=x | Here: dbUser.",
                "jdbc:redshift-data://c1/dev?EndpointUrl=x | Here: endpoint, which is that of the Data API.",
                "jdbc:redshift-data://c1/dev?ssl=true | It is a key of the official driver",
                "jdbc:redshift-data://c1/dev?ClusterID=x | It is a key of the official driver",
                "jdbc:redshift-data://c1/dev?plugin_name=x | It is a key of the official driver",
                "jdbc:redshift-data://c1/dev?colour=red | unknown key 'colour'. The keys are: region, database, ",
                "jdbc:redshift-data://c1/dev?seconds=3 | unknown key 'seconds'. The keys are: region, database, ",
                "jdbc:redshift-data://c1/dev?ab=3 | unknown key 'ab'. The keys are: region, database, ",
                "jdbc:redshift-data://c1/dev?password=a&regoin=b | A key in the URL after the password is not known",
                "jdbc:redshift-data://c1/dev;ssl=true | Parameters follow '?' and are separated by '&'",
                "jdbc:redshift-data://c1/dev;profile=a/b?region=x | Parameters follow '?' and are separated by '&'",
                "jdbc:redshift-data://c1/dev?region | 'region' in the URL has no value",
                "jdbc:redshift-data://c1/dev?region=a&region=b | 'region' stands twice",
                "jdbc:redshift-data://c1/dev?database=prod | says database twice: 'dev' by the path and 'prod'",
                "jdbc:redshift-data://c1:eu-west-1/dev?region=eu-west-2 | says region twice",
                "jdbc:redshift-data://c1/dev?secretAccessKey=x | 'secretAccessKey' is refused",
                "jdbc:redshift-data:iam://c1/dev | Leave out 'iam:'",
                "jdbc:redshift-data://c1/dev?sessionToken=x | 'sessionToken' is refused",
                "jdbc:redshift-data://c1/dev?profile=%4 | without two hexadecimal digits",
                "jdbc:redshift-data://c1/dev?profile=%zz | without two hexadecimal digits",
                "jdbc:redshift-data://c1/dev?profile=%ff | not UTF-8",
                "jdbc:redshift-data://emulator:8080/dev | endpoint=http://emulator:8080",
                "jdbc:redshift-data://c1:Nowhere!/dev | must be an AWS region",
                "jdbc:redshift-data://user:pw@c1/dev | contains '@'",
                "jdbc:redshift-data://a b/dev | not a name, an endpoint or an address",
                "jdbc:redshift-data://[::1/dev | not a name, an endpoint or an address",
                "jdbc:redshift-data://api.example.com:0/dev | port '0'",
                "jdbc:redshift-data://api.example.com:eu-west-1/dev | port 'eu-west-1'",
                "jdbc:redshift-data://x.redshift.amazonaws.com/dev | not an endpoint as the console shows it",
            })
    void anErrorSaysWhatIsWrong(String url, String words) {
        assertThatThrownBy(() -> ConnectionUrl.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com:1, https://api.example.com:1",
        "api.example.com:65535, https://api.example.com:65535",
        "[::1], http://[::1]",
        "[::2]:8443, https://[::2]:8443",
        "[::]:8443, https://[::]:8443"
    })
    void everyPortOfTcpIsTaken(String host, String endpoint) throws ConfigurationException {
        assertThat(ConnectionUrl.parse("jdbc:redshift-data://" + host + "/dev")
                        .host()
                        .implied())
                .containsOnly(entry("endpoint", endpoint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.example.com:65536/dev | port '65536'",
                "api.example.com:-1/dev | port '-1'",
                "api.example.com:/dev | port ''",
                "[1:2]:443/dev | It is 'https://[1:2]:443'",
                "127.1/dev | It is 'https://127.1'",
                "reports:/dev | not a port",
                "embedded:8080/dev | not a port",
                "@c1/dev | contains '@'",
                "c1/;x | Parameters follow '?'",
                "c1//x | one database name",
                "c1/dev?profile=%a | without two hexadecimal digits",
                "c1/dev?profile=%ag | without two hexadecimal digits",
                "c1/dev?=x | unknown key ''"
            })
    void theEdgesOfEachPartAreRefusedByName(String rest, String words) {
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:redshift-data://" + rest))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1:eu-west-1/dev?region=eu-west-1",
                "c1:eu-west-1/dev?database=dev",
                "c1:eu-west-1/dev?database=",
                "c1:eu-west-1/%64%65%76"
            })
    void whatStandsTwiceAndTheSameIsNoContradiction(String rest) throws ConfigurationException {
        var url = ConnectionUrl.parse("jdbc:redshift-data://" + rest);
        assertThat(url.database()).isEqualTo("dev");
        assertThat(url.host().implied()).containsOnly(entry("region", "eu-west-1"));
    }

    @Test
    void nothingOfAUrlIsQuotedThatHoldsASecretAnywhere() {
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:redshift-data://hush:8192/dev?password=x"))
                .hasMessageContaining("endpoint=http://HOST:PORT")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void aUrlShowsItsKeysAndNoValue() throws ConfigurationException {
        assertThat(ConnectionUrl.parse("jdbc:redshift-data://c1/dev?profile=mine"))
                .hasToString("ConnectionUrl[PLAIN_NAME, [profile]]");
    }
}
