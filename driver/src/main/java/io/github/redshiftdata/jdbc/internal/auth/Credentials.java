package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.Lazy;

/** The source of the credentials of one client, and what must be closed with it. */
public final class Credentials implements AutoCloseable {

    private static final String ADVICE =
            " (sign in again, or check the credential properties of the URL, the environment and the profile)";

    private static final Duration LONGEST_IN_THE_BROWSER = Duration.ofMinutes(5);

    static final String DEFAULT_SESSION_NAME = "redshift-data-jdbc";

    private final DriverConfig.AwsAuth auth;
    private final Region region;
    private final Network network;
    private final InstantSource clock;
    /** The sign-in of a person, or null. */
    private final DriverConfig.@Nullable IdentityCenter identityCenter;
    /** The provider of the user's own class, or null. Made once, since it may sign in by itself. */
    private @Nullable AwsCredentialsProvider custom;

    /** What a person must have helped to get, or null. */
    private volatile @Nullable PersonalCredentials personal;

    /** What carries a person, or null. */
    private volatile @Nullable PropagatedCredentials propagated;

    /** Of a token that the program hands in: it is nobody else's. */
    private final PersonSession own;

    private Source source;
    private volatile boolean outdated;
    private boolean closed;

    /** A provider, and what was made for it. */
    private record Source(AwsCredentialsProvider provider, UntilSignedIn owned) {}

    /**
     * The credentials of a client.
     *
     * @throws CredentialsFailedException when a provider cannot be made, as with an unknown class
     */
    public Credentials(DriverConfig.AwsAuth auth, String region, Network network, InstantSource clock) {
        this.auth = auth;
        this.clock = clock;
        this.own = new PersonSession(clock);
        this.identityCenter = identityCenter(auth);
        this.region = Region.of(region);
        this.network = network;
        this.source = source();
    }

    private Source source() {
        var owned = new UntilSignedIn();
        try {
            return new Source(provider(auth, owned), owned);
        } catch (RuntimeException failed) {
            owned.close(null);
            throw failed;
        }
    }

    private AwsCredentialsProvider provider(DriverConfig.AwsAuth wanted, UntilSignedIn owned) {
        if (wanted instanceof DriverConfig.CustomProvider own) {
            if (custom == null) {
                custom = CustomCredentials.create(own.className(), own.properties());
            }
            return custom;
        }
        if (wanted instanceof DriverConfig.GivenProvider given) {
            // The program made it and closes it.
            return CustomCredentials.given(given.provider());
        }
        var made = make(wanted, owned);
        if (made instanceof AutoCloseable closeable) {
            owned.push(closeable);
        }
        return made;
    }

    /** All that makes one sign-in of a person differ from another. */
    private record Identity(DriverConfig.AwsAuth who, NetworkConfig way) {}

    private AwsCredentialsProvider byMfa(DriverConfig.MfaSession mfa, UntilSignedIn owned) {
        // The code is no part of the identity: connections with another one share the session.
        var identity =
                new Identity(new DriverConfig.MfaSession(mfa.base(), mfa.serial(), null, null), network.config());
        var made = new MfaCredentials(
                mfa, provider(mfa.base(), owned), owned, PersonSession.shared(identity, clock), network, region);
        personal = made;
        return made;
    }

    private AwsCredentialsProvider bySaml(DriverConfig.Saml saml) {
        // An answer that is handed in may be anybody's: then only the connections with the same one share the session.
        var session = saml.loginUrl() == null
                ? new PersonSession(clock)
                : PersonSession.shared(new Identity(saml, network.config()), clock);
        var made = new SamlCredentials(
                saml,
                session,
                network,
                region,
                new SamlCredentials.Means(Browser::ofTheDesktop, LONGEST_IN_THE_BROWSER));
        personal = made;
        return made;
    }

    private AwsCredentialsProvider propagated(DriverConfig.PropagatedIdentity wanted, UntilSignedIn owned) {
        var base = wanted.role().base();
        var person = base instanceof DriverConfig.IdentityCenter center
                ? PersonToken.of(center(center), network.ssoOidc(Region.of(center.region())))
                : PersonToken.of(new WebIdentityToken(wanted.tokenFile(), wanted.token()));
        var session =
                wanted.token() == null ? PersonSession.shared(new Identity(wanted, network.config()), clock) : own;
        var made = new PropagatedCredentials(wanted, provider(base, owned), owned, person, session, network, region);
        propagated = made;
        return made;
    }

    private AwsCredentialsProvider make(DriverConfig.AwsAuth wanted, UntilSignedIn owned) {
        if (wanted instanceof DriverConfig.Profile profile) {
            return network.isPlain()
                    ? ProfileCredentialsProvider.create(profile.name())
                    : later(() -> new ProfileSource(network, region, owned, clock).of(profile.name()));
        }
        if (wanted instanceof DriverConfig.StaticKeys keys) {
            return StaticCredentialsProvider.create(credentials(keys));
        }
        if (wanted instanceof DriverConfig.IdentityCenter person) {
            return new IdentityCenterCredentials(person, center(person), network, clock);
        }
        if (wanted instanceof DriverConfig.WebIdentity identity) {
            return new WebIdentityCredentials(identity, network, region, clock);
        }
        if (wanted instanceof DriverConfig.MfaSession mfa) {
            return byMfa(mfa, owned);
        }
        if (wanted instanceof DriverConfig.Saml saml) {
            return bySaml(saml);
        }
        if (wanted instanceof DriverConfig.AssumedRole role) {
            return assume(role, owned);
        }
        if (wanted instanceof DriverConfig.PropagatedIdentity person) {
            return propagated(person, owned);
        }
        return network.isPlain()
                ? DefaultCredentialsProvider.builder().build()
                : later(() -> new ProfileSource(network, region, owned, clock).chain());
    }

    /** A provider that is made when it is asked for the first time, as the SDK's are: a wrong profile is no wrong client. */
    private static AwsCredentialsProvider later(Supplier<AwsCredentialsProvider> maker) {
        var made = new Lazy<>(maker);
        return () -> made.getValue().resolveCredentials();
    }

    private static AwsCredentials credentials(DriverConfig.StaticKeys keys) {
        return keys.sessionToken() == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    private AwsCredentialsProvider assume(DriverConfig.AssumedRole role, UntilSignedIn owned) {
        var base = provider(role.base(), owned);
        var sts = network.sts(region)
                // The client would close what it is given: but the user's own provider outlives it, to be used again.
                .credentialsProvider(() -> base.resolveCredentials())
                .build();
        owned.push(sts);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.roleArn())
                        .roleSessionName(role.sessionName() == null ? DEFAULT_SESSION_NAME : role.sessionName())
                        .externalId(role.externalId()))
                .build();
    }

    private static DriverConfig.@Nullable IdentityCenter identityCenter(DriverConfig.AwsAuth auth) {
        if (auth instanceof DriverConfig.IdentityCenter person) {
            return person;
        }
        if (auth instanceof DriverConfig.PropagatedIdentity propagated) {
            return identityCenter(propagated.role());
        }
        return auth instanceof DriverConfig.AssumedRole role ? identityCenter(role.base()) : null;
    }

    private IdentityCenter center(DriverConfig.IdentityCenter person) {
        return IdentityCenter.shared(person.startUrl(), person.region(), clock);
    }

    /**
     * Signs in a person, if that is needed. Only whoever opens a connection calls this: what runs in an open one never asks
     * anybody.
     *
     * @param byAPool whether a connection pool opens it
     * @return null if nobody has to be waited for
     * @throws CredentialsFailedException if a sign-in failed shortly before
     */
    public @Nullable PendingSignIn signIn(boolean byAPool) {
        var other = personal;
        if (other != null) {
            return other.signIn(byAPool);
        }
        var person = identityCenter;
        if (person == null) {
            return null;
        }
        var means = new SsoGrants.Means(Browser::ofTheDesktop, clock, Credentials::pause, LONGEST_IN_THE_BROWSER);
        var center = center(person);
        return center.signIn(
                new IdentityCenterAsking(center, person, new IdentityCenterAsking.Way(network, means, byAPool)));
    }

    private static void pause(Duration time) throws InterruptedException {
        var unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether {@link #fetch()} returns at once, without asking any service or provider. */
    boolean areAtHand() {
        return auth instanceof DriverConfig.StaticKeys;
    }

    /**
     * Called when the service has refused the credentials as expired: the provider may have kept them, and must not
     * give them again.
     */
    void refused() {
        var other = personal;
        var person = propagated;
        if (person != null) {
            person.ended();
        } else if (other != null && !(auth instanceof DriverConfig.AssumedRole)) {
            other.ended();
        }
        outdated = true;
    }

    /**
     * Gets the credentials from the provider, however long that takes.
     *
     * @throws CredentialsFailedException when there are none
     */
    AwsCredentials fetch() {
        try {
            return complete(current().resolveCredentials());
        } catch (RuntimeException | LinkageError failed) {
            // The failure may come from something that the provider keeps.
            outdated = true;
            throw new CredentialsFailedException("no AWS credentials from " + name() + ": " + reason(failed), failed);
        }
    }

    /** Checks what a provider of the user gives, which may be anything: the SDK would fail over it while it signs. */
    private static AwsCredentials complete(@Nullable AwsCredentials given) {
        if (given == null) {
            throw new IllegalStateException("it gave null");
        }
        CustomCredentials.requireKey("access key ID", given.accessKeyId());
        CustomCredentials.requireKey("secret access key", given.secretAccessKey());
        return given;
    }

    private synchronized AwsCredentialsProvider current() {
        if (outdated && !closed && !areAtHand()) {
            var fresh = source();
            source.owned().close(null);
            source = fresh;
        }
        outdated = false;
        return source.provider();
    }

    static String reason(Throwable failed) {
        var ofTheWay = Causes.find(failed, NoWayException.class)
                .map(NoWayException::failure)
                .or(() -> Causes.find(failed, SdkServiceException.class).flatMap(WayFailure::ofAnswer))
                .or(() -> WayFailure.ofUnreadable(failed));
        return ofTheWay.map(WayFailure::sentences)
                // A provider of the SDK has made its HTTP client by itself.
                .or(() -> Causes.find(failed, UnknownHostException.class)
                        .map(unknown -> WayFailure.ofAws(unknown).sentences()))
                .orElseGet(() -> advised(
                        ProfileNames.leftOut(failed.getMessage() == null ? failed.toString() : failed.getMessage())));
    }

    /** A sign-in on the way may have given the advice already. */
    private static String advised(String reason) {
        return reason.endsWith(ADVICE) ? reason : reason + ADVICE;
    }

    /**
     * Closes what was made here. Waits for no fetch that is under way; but what a sign-in needs that others may wait for too is
     * closed at its end.
     */
    @Override
    public synchronized void close() {
        closed = true;
        source.owned().close(custom instanceof AutoCloseable closeable ? closeable : null);
    }

    /** How messages name the source. */
    String name() {
        if (auth instanceof DriverConfig.Profile profile) {
            return "profile " + Shown.value(profile.name());
        }
        if (auth instanceof DriverConfig.AssumedRole role) {
            return "role " + Shown.value(role.roleArn());
        }
        if (auth instanceof DriverConfig.PropagatedIdentity person) {
            return "role " + Shown.value(person.role().roleArn()) + " for a person of IAM Identity Center";
        }
        if (auth instanceof DriverConfig.CustomProvider custom) {
            return "class " + Shown.value(custom.className());
        }
        if (auth instanceof DriverConfig.GivenProvider given) {
            return "the given object of class "
                    + Shown.value(given.provider().getClass().getName());
        }
        if (auth instanceof DriverConfig.IdentityCenter person) {
            return "IAM Identity Center " + Shown.value(person.startUrl());
        }
        if (auth instanceof DriverConfig.WebIdentity identity) {
            return "the web identity for role " + Shown.value(identity.roleArn());
        }
        if (auth instanceof DriverConfig.Saml) {
            return "the SAML identity provider";
        }
        if (auth instanceof DriverConfig.MfaSession mfa) {
            return "the MFA device " + Shown.value(mfa.serial());
        }
        return auth instanceof DriverConfig.StaticKeys ? "the given keys" : "the default chain";
    }
}
