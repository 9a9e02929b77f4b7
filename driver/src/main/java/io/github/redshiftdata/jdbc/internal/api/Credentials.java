package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Where the credentials of one client come from, and what has to be closed with it. */
final class Credentials implements AwsCredentialsProvider, AutoCloseable {

    private static final String DEFAULT_SESSION_NAME = "redshift-data-jdbc";

    private final DriverConfig.AwsAuth auth;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final AwsCredentialsProvider provider;

    /**
     * The credentials of a client.
     *
     * @throws CredentialsFailedException when a provider cannot be made, as with an unknown class
     */
    Credentials(DriverConfig.AwsAuth auth, String region) {
        this.auth = auth;
        this.provider = provider(auth, Region.of(region), owned);
    }

    private static AwsCredentialsProvider provider(
            DriverConfig.AwsAuth auth, Region region, Deque<AutoCloseable> owned) {
        var made = make(auth, region, owned);
        if (made instanceof AutoCloseable closeable) {
            owned.push(closeable);
        }
        return made;
    }

    private static AwsCredentialsProvider make(DriverConfig.AwsAuth auth, Region region, Deque<AutoCloseable> owned) {
        if (auth instanceof DriverConfig.Profile profile) {
            return ProfileCredentialsProvider.create(profile.name());
        }
        if (auth instanceof DriverConfig.StaticKeys keys) {
            return StaticCredentialsProvider.create(credentials(keys));
        }
        if (auth instanceof DriverConfig.AssumedRole role) {
            return assume(role, region, owned);
        }
        if (auth instanceof DriverConfig.CustomProvider custom) {
            return CustomCredentials.create(custom.className(), custom.properties());
        }
        return DefaultCredentialsProvider.builder().build();
    }

    private static AwsCredentials credentials(DriverConfig.StaticKeys keys) {
        return keys.sessionToken() == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    private static AwsCredentialsProvider assume(
            DriverConfig.AssumedRole role, Region region, Deque<AutoCloseable> owned) {
        var sts = StsClient.builder()
                .region(region)
                .credentialsProvider(provider(role.base(), region, owned))
                .httpClientBuilder(Apache5HttpClient.builder().proxyConfiguration(Proxies.to(null)))
                .build();
        owned.push(sts);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.roleArn())
                        .roleSessionName(role.sessionName() == null ? DEFAULT_SESSION_NAME : role.sessionName())
                        .externalId(role.externalId()))
                .build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException failed) {
            var message = "no AWS credentials from " + source(auth) + ": " + reason(failed);
            // The SDK replaces what an unknown host caused by an exception of this class, and takes no other in its
            // place.
            throw SdkClientException.create(message, new CredentialsFailedException(message, failed));
        }
    }

    private static String reason(RuntimeException failed) {
        return Causes.find(failed, UnknownHostException.class)
                .map(unknown -> "unknown host " + unknown.getMessage())
                .orElseGet(() -> failed.getMessage()
                        + " (check the credential properties of the URL, the environment and the profile)");
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            Closing.quietly(owned.pop());
        }
    }

    /** How messages name a source of credentials. */
    private static String source(DriverConfig.AwsAuth auth) {
        if (auth instanceof DriverConfig.Profile profile) {
            return "profile " + Shown.value(profile.name());
        }
        if (auth instanceof DriverConfig.AssumedRole role) {
            return "role " + Shown.value(role.roleArn());
        }
        if (auth instanceof DriverConfig.CustomProvider custom) {
            return "class " + Shown.value(custom.className());
        }
        return auth instanceof DriverConfig.StaticKeys ? "the given keys" : "the default chain";
    }
}
