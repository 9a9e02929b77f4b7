package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;

/** Signs requests to the Data API of a region, by the time of the service where that differs from this machine's. */
final class RequestSigner {

    private static final String SERVICE = "redshift-data";
    /** The SDK keeps the difference in seconds, as an int. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(Integer.MAX_VALUE);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String region;

    RequestSigner(Region region) {
        this.region = region.id();
    }

    /** The request with its signature. */
    SdkHttpRequest sign(SdkHttpRequest request, byte[] body, AwsCredentials credentials) {
        return signer.sign(signing -> signing.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, ServiceClock.INSTANCE))
                .request();
    }

    /** Takes over the time of the service, if it refused a signature as one of another time. Gives the refusal itself. */
    static AwsServiceException noticed(AwsServiceException refusal) {
        if (refusal.isClockSkewException()) {
            ClockSkew.getServerTime(refusal.awsErrorDetails().sdkHttpResponse())
                    .map(server -> ClockSkew.getClockSkew(RealTime.now(), server))
                    // Something on the way may put any date there, and the refusal counts all the same.
                    .filter(skew -> skew.abs().compareTo(MOST_SKEW) < 0)
                    .ifPresent(skew -> SdkGlobalTime.setGlobalTimeOffset((int) skew.toSeconds()));
        }
        return refusal;
    }

    /** This machine's clock, put right by what the SDK keeps for the whole JVM. */
    private static final class ServiceClock extends Clock {
        private static final ServiceClock INSTANCE = new ServiceClock();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return RealTime.now().minusSeconds(SdkGlobalTime.getGlobalTimeOffset());
        }
    }
}
