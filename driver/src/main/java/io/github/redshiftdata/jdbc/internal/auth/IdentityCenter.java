package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.InvalidRequestException;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;
import software.amazon.awssdk.services.ssooidc.model.UnauthorizedClientException;

/** The sign-in of this JVM at one start URL: all connections share it. */
final class IdentityCenter {

    private static final Map<String, IdentityCenter> SHARED = new ConcurrentHashMap<>();

    private final String startUrl;
    private final TokenCache cache;
    private final InstantSource clock;
    private final OneSignIn<SsoToken> signIn;

    /** Held while a token is renewed; whoever connects, and must not wait for a request, takes only the lock of this object. */
    private final Object renewal = new Object();

    private @Nullable SsoToken token;

    /** What was refused though it looks valid: by a clock that is behind, or ended elsewhere. It is of no use any more. */
    private @Nullable SsoToken ended;

    IdentityCenter(String startUrl, TokenCache cache, InstantSource clock) {
        this.startUrl = startUrl;
        this.cache = cache;
        this.clock = clock;
        this.signIn = new OneSignIn<>(clock);
    }

    /** The one of this JVM and of the cache of this user. */
    static IdentityCenter shared(String startUrl, String region, InstantSource clock) {
        return SHARED.computeIfAbsent(
                startUrl + ' ' + region + ' ' + System.getProperty("aws.ssoCacheDirectory"),
                place -> new IdentityCenter(startUrl, TokenCache.ofUser(startUrl, region), clock));
    }

    /**
     * A valid token, without asking anybody: the one of this JVM, of the cache, or a renewed one.
     *
     * @param refused a token that was refused though it looks valid, or null
     * @throws NotSignedInException if only a person can help
     */
    SsoToken silently(SsoOidcClient oidc, @Nullable SsoToken refused) {
        synchronized (renewal) {
            var known = known();
            if (known != null && isGood(known) && !known.isSameAs(refused)) {
                return known;
            }
            var cached = cache.read();
            if (cached != null && isGood(cached) && !cached.isSameAs(refused)) {
                return taken(cached);
            }
            var old = cached == null ? known : cached;
            if (old == null) {
                throw new NotSignedInException("nobody has signed in at " + Shown.value(startUrl));
            }
            if (!old.canBeRenewedAt(clock.instant())) {
                throw over(old);
            }
            return renewed(oidc, old);
        }
    }

    private synchronized @Nullable SsoToken known() {
        return token;
    }

    /** The portal says that a token has ended, whatever its end is: whoever opens a connection is asked again. */
    synchronized void ended(SsoToken refused) {
        ended = refused;
    }

    private synchronized boolean isGood(SsoToken found) {
        return found.isValidAt(clock.instant()) && !found.isSameAs(ended);
    }

    private NotSignedInException over(SsoToken old) {
        return new NotSignedInException("the sign-in at " + Shown.value(startUrl) + " has ended"
                + (old.isValidAt(clock.instant())
                        ? ", though not by the clock of this machine: it was ended elsewhere, or the clock is wrong"
                        : ""));
    }

    private SsoToken renewed(SsoOidcClient oidc, SsoToken old) {
        try {
            var answer = oidc.createToken(request -> request.grantType("refresh_token")
                    .clientId(old.clientId())
                    .clientSecret(old.clientSecret())
                    .refreshToken(old.refreshToken()));
            var fresh = new SsoToken(
                    SsoGrants.needed(answer.accessToken(), "accessToken"),
                    SsoGrants.end(answer.expiresIn(), clock),
                    answer.refreshToken() == null ? old.refreshToken() : answer.refreshToken(),
                    old.clientId(),
                    old.clientSecret(),
                    old.registrationExpiresAt());
            cache.write(fresh);
            return taken(fresh);
        } catch (SsoOidcException refused) {
            // Another program may have used the same refresh token first.
            var cached = cache.read();
            if (cached != null && !cached.isSameAs(old) && isGood(cached)) {
                return taken(cached);
            }
            if (!isAboutTheToken(refused)) {
                throw refused;
            }
            Logs.CONFIG.debug(
                    "The sign-in could not be renewed: {}", Shown.oneLine(String.valueOf(refused.getMessage())));
            throw over(old);
        }
    }

    /** Whether only a person can help: not where the service, or a proxy on the way, fails for now. */
    private static boolean isAboutTheToken(SsoOidcException refused) {
        return refused instanceof InvalidGrantException
                || refused instanceof ExpiredTokenException
                || refused instanceof InvalidClientException
                || refused instanceof UnauthorizedClientException
                || refused instanceof AccessDeniedException
                || refused instanceof InvalidRequestException;
    }

    /**
     * Signs in, if that is needed: waits for the one who does it already, or asks the person.
     *
     * @return null if there is a token
     */
    synchronized @Nullable PendingSignIn signIn(OneSignIn.Asking<SsoToken> asking) {
        return token != null && isGood(token)
                ? null
                : signIn.begin("the sign-in by IAM Identity Center", startUrl, asking);
    }

    /** Asks the person while no other JVM of the user does; what that one has got serves here too. */
    SsoToken askedFor(SsoOidcClient oidc, Callable<SsoToken> person) throws Exception {
        try {
            return silently(oidc, null);
        } catch (NotSignedInException needed) {
            var lock = cache.lock();
            try {
                var cached = cache.read();
                if (cached != null && isGood(cached)) {
                    return taken(cached);
                }
                var fresh = person.call();
                cache.write(fresh);
                return taken(fresh);
            } finally {
                lock.close();
            }
        }
    }

    private synchronized SsoToken taken(SsoToken fresh) {
        token = fresh;
        return fresh;
    }

    /** Only a person can help. */
    static final class NotSignedInException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSignedInException(String message) {
            super(message);
        }

        /** The words for who runs something in an open connection, where nobody is asked. */
        String toOpenAConnection() {
            return getMessage() + ". Open a new connection to sign in, or use `aws sso login`";
        }
    }
}
