package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Runs calls of the SDK under a time limit and turns its exceptions into {@link DataApiException}. */
final class SdkCalls {

    private final FailureClassifier failures;

    SdkCalls(FailureClassifier failures) {
        this.failures = failures;
    }

    FailureClassifier failures() {
        return failures;
    }

    /**
     * Runs one call.
     *
     * @param call gets the settings to put on its request, the time limit among them
     */
    <T> T run(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call) throws DataApiException {
        if (timeout.isZero() || timeout.isNegative()) {
            throw failures.tooLate(timeout);
        }
        try {
            return call.apply(AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout));
        } catch (RuntimeException thrown) {
            throw failures.classify(thrown);
        }
    }
}
