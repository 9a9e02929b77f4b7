package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.useragent.BusinessMetricFeatureId;
import software.amazon.awssdk.regions.Region;

/** Asks STS whose credentials these are. */
public final class CallerIdentity {

    /** The refusals that are about the credentials, and not about the question. */
    private static final Set<String> NO_CREDENTIALS = Set.of(
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "ExpiredTokenException",
            "UnrecognizedClientException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "InvalidAccessKeyId");

    private final Network network;
    private final Region region;

    /** The STS of a region, in the way of the settings. */
    public CallerIdentity(Network network, String region) {
        this.network = network;
        this.region = Region.of(region);
    }

    /**
     * Whose they are. That STS cannot be reached, or refuses the question, says nothing of the credentials.
     *
     * @param source how messages name where they come from
     */
    public Finding of(AwsCredentials credentials, String source, Duration longest) {
        var from = "from " + source + provider(credentials);
        try (var sts = network.sts(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(limits -> limits.apiCallTimeout(longest))
                .build()) {
            return Finding.ok(from + ": " + Shown.value(sts.getCallerIdentity().arn()));
        } catch (AwsServiceException refused) {
            return refused(from, refused);
        } catch (RuntimeException failed) {
            var root = Causes.find(failed, java.io.IOException.class)
                    .map(Throwable.class::cast)
                    .orElse(failed);
            return Finding.unknown(
                    from + "; whose they are is not known: STS gave no answer (" + reason(root) + ")",
                    "Nothing, if the next stages work; else open HTTPS to STS, or set stsEndpoint.");
        }
    }

    /** Which of several providers gave them, in the words of the SDK's metrics; empty where that says nothing new. */
    private static String provider(AwsCredentials credentials) {
        var codes = List.of(credentials.providerName().orElse("").split(","));
        var names = Arrays.stream(BusinessMetricFeatureId.values())
                .filter(id -> codes.contains(id.value()) && id != BusinessMetricFeatureId.CREDENTIALS_CODE)
                .map(id ->
                        id.name().replace("CREDENTIALS_", "").replace('_', ' ').toLowerCase(Locale.ROOT))
                .toList();
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    private static String reason(Throwable failed) {
        return Shown.value(failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage());
    }

    private static Finding refused(String from, AwsServiceException refused) {
        var foreign = WayFailure.ofAnswer(refused);
        if (foreign.isPresent()) {
            return Finding.unknown(
                    from + "; whose they are is not known: STS gave no answer ("
                            + foreign.get().told() + ")",
                    foreign.get().whatToDo());
        }
        var details = refused.awsErrorDetails();
        var code = details == null || details.errorCode() == null
                ? "HTTP " + refused.statusCode()
                : Shown.value(details.errorCode());
        var said = details == null || details.errorMessage() == null
                ? code
                : code + ": " + Shown.oneLine(details.errorMessage());
        if (!NO_CREDENTIALS.contains(code)) {
            return Finding.unknown(
                    from + "; whose they are is not known: STS did not say (" + said + ")",
                    "Nothing, if the next stages work.");
        }
        return Finding.failed(
                from + "; AWS refuses them (" + said + ")",
                code.startsWith("Expired")
                        ? "They have expired: renew them, or log in again."
                        : "Check the keys, their partition (China and GovCloud have their own), and the clock.");
    }
}
