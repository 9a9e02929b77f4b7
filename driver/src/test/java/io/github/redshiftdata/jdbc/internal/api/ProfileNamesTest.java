package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Unable to load | Unable to load",
                "no credentials for profile 'x': ProfileFile(sections=[profiles], profiles=[Profile(name=own,"
                        + " properties=[aws_access_key_id])]) | no credentials for profile 'x'",
                "ProfileCredentialsProvider(profileName=x, profileFile=ProfileFile(sections=[a(b)])): no credentials for"
                        + " profile 'x': ProfileFile(sections=[a(b)]), next | ProfileCredentialsProvider(profileName=x):"
                        + " no credentials for profile 'x', next",
                "cut: ProfileFile(sections=[a | cut",
            })
    void theListingIsLeftOutAndTheRestStays(String message, String left) {
        assertThat(ProfileNames.leftOut(message)).isEqualTo(left);
    }
}
