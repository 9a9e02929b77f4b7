package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What STS gives, and why it gives nothing. */
final class StsAnswers {

    private StsAnswers() {}

    /**
     * The keys of an answer, with their end by the clock of this machine.
     *
     * @param answer tells the time of STS
     * @throws IllegalStateException if they are not whole
     */
    static AwsSessionCredentials keys(@Nullable Credentials given, SdkResponse answer, InstantSource clock) {
        if (given == null
                || given.accessKeyId() == null
                || given.secretAccessKey() == null
                || given.sessionToken() == null
                || given.expiration() == null) {
            throw new IllegalStateException(
                    "the answer holds no credentials; is stsEndpoint the address of AWS STS, and no proxy in its place?");
        }
        return AwsSessionCredentials.builder()
                .accessKeyId(given.accessKeyId())
                .secretAccessKey(given.secretAccessKey())
                .sessionToken(given.sessionToken())
                .expirationTime(endHere(given.expiration(), answer, clock))
                .build();
    }

    /**
     * The end of keys by the clock of this machine, which may be off. By a clock that is ahead they would seem to have ended
     * when they come, and a person would be asked again and again.
     */
    static Instant endHere(Instant end, SdkResponse answer, InstantSource clock) {
        var http = answer.sdkHttpResponse();
        var date = http == null ? null : Reach.date(http);
        if (date == null) {
            return end;
        }
        var ahead = Duration.between(date, clock.instant());
        return ahead.abs().compareTo(Reach.MOST_OFF) > 0 ? end.plus(ahead) : end;
    }

    /** The sentence for a refusal, with the words of STS, and without what the SDK adds to them. */
    static IllegalStateException refused(AwsServiceException refused, String sentence) {
        var foreign = WayFailure.ofAnswer(refused);
        if (foreign.isPresent()) {
            return new IllegalStateException(foreign.get().sentences(), refused);
        }
        var details = refused.awsErrorDetails();
        var said = details == null || details.errorMessage() == null
                ? "HTTP " + refused.statusCode()
                : details.errorCode() + ": " + details.errorMessage();
        return new IllegalStateException(sentence + " (" + Shown.oneLine(said) + ")", refused);
    }
}
