package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Whose the credentials are, and which provider of several gave them; the check's own test has the refusals. */
class CallerIdentityTest {

    @Test
    void whichOfTheDefaultChainGaveThemIsTold() {
        try (var sts = new FakeSts()) {
            var way =
                    new NetworkConfig(null, null, null, URI.create(sts.address()), null, null, null, null, null, true);
            var given = AwsBasicCredentials.builder()
                    .accessKeyId("AKIDEXAMPLE")
                    .secretAccessKey("hush")
                    .providerName("g")
                    .build();
            assertThat(new CallerIdentity(new Network(way), "eu-west-1")
                            .of(given, "the default chain", Duration.ofSeconds(20))
                            .told())
                    .isEqualTo("from the default chain (env vars): arn:aws:sts::123456789012:assumed-role/Reader/me");
            assertThat(sts.authorizations.get(0)).contains("Credential=AKIDEXAMPLE/");
        }
    }
}
