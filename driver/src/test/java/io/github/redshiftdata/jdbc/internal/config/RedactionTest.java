package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:redshift-data://c1:eu-west-1/dev?profile=p",
                "jdbc:redshift-data://c1:eu-west-1/dev?colour=red",
                "jdbc:redshift-data://c1/dev?secretArn=arn:aws:secretsmanager:eu-west-1:1:secret:x&session=auto",
                "jdbc:redshift-data://c1/password_resets?session=auto",
            })
    void aUrlWithoutSecretsStays(String url) {
        assertThat(Redaction.ofUrl(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "//c1/dev?password=hush&region=eu-west-1 //c1/dev?password=***&region=eu-west-1",
                "//c1/dev?region=eu;password=hush&session=auto //c1/dev?region=***&session=auto",
                "//c1/dev?region=eu-west-1&Password=hush //c1/dev?region=eu-west-1&***",
                "//c1/dev?password=a&hush //c1/dev?password=***&***",
                "//c1/dev?pass%77ord=hush //c1/dev?pass%77ord=***",
                "//c1/dev?password=hush&&session=auto& //c1/dev?password=***&&session=auto&",
                "//c1/dev;password=hush?session=auto //***?session=auto",
                "//me:hush@c1/dev //***",
                "//me:hu?sh@c1/dev //***?***",
                "//c1/dev?endpoint=http://me:hush@host&password=x //***?endpoint=***&password=***",
                "password=hush ***",
            })
    void whatMayBeASecretIsHidden(String url, String shown) {
        assertThat(Redaction.ofUrl(ConnectionUrl.PREFIX + url)).isEqualTo(ConnectionUrl.PREFIX + shown);
    }

    @ParameterizedTest
    @CsvSource({"jdbc:other://h?password=hush, ***", "jdbc:other://h, jdbc:other://h"})
    void aUrlOfAnotherDriverIsShownOnlyWithoutSecrets(String url, String shown) {
        assertThat(Redaction.ofUrl(url)).isEqualTo(shown);
    }
}
