package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/** Neither the message nor what a stack trace shows of the causes lists the profiles of the configuration files. */
class CredentialsFailedExceptionTest {

    private static ProfileCredentialsProvider missingProfile() {
        var file = ProfileFile.builder()
                .content("[private-customer]\naws_access_key_id = AKIAPRIVATE\naws_secret_access_key = quite\n")
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
        return ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName("absent")
                .build();
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertNothingListed(CredentialsFailedException failed) {
        assertThat(trace(failed))
                .doesNotContain("private-customer", "ProfileFile(", "aws_secret_access_key", "AKIAPRIVATE")
                .contains("absent", "SdkClientException", "at software.amazon.awssdk");
    }

    @Test
    void theCauseKeepsItsTypeAndPlaceButNoListing() {
        var cause = catchThrowableOfType(
                SdkClientException.class, () -> missingProfile().resolveCredentials());
        assertThat(cause.getMessage()).contains("private-customer");
        assertNothingListed(new CredentialsFailedException("no credentials: " + cause.getMessage(), cause));
    }

    @Test
    void norDoWhatWrapsItAndWhatItSuppressed() {
        var cause = catchThrowableOfType(
                SdkClientException.class, () -> missingProfile().resolveCredentials());
        var chain = catchThrowableOfType(
                SdkClientException.class, () -> AwsCredentialsProviderChain.of(missingProfile(), missingProfile())
                        .resolveCredentials());
        var wrapping = new IllegalStateException(cause);
        wrapping.addSuppressed(chain);
        assertNothingListed(new CredentialsFailedException("no credentials", wrapping));
    }

    @Test
    void aCauseThatListsNothingStaysItself() {
        var cause = new IllegalStateException("no route", new UnknownHostException("sts"));
        assertThat(new CredentialsFailedException("no credentials", cause).getCause())
                .isSameAs(cause);
    }
}
