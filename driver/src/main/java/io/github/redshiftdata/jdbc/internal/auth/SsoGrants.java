package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;

/** The two ways of OAuth by which a person gives the driver a token: a code by the browser (PKCE), or a device code. */
final class SsoGrants {

    /** The scope by which the AWS command line asks for accounts and roles. */
    private static final String SCOPE = "sso:account:access";

    private static final String CLIENT_NAME = "redshift-data-jdbc";
    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int SECONDS_OF_A_CODE = 600;
    private static final int SECONDS_OF_A_TOKEN = 3600;
    private static final int SECONDS_BETWEEN = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What stands for the outside world. */
    record Means(Browser browser, InstantSource clock, Pause pause, Duration longest) {}

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void wait(Duration time) throws InterruptedException;
    }

    /** Tells the person where to sign in. */
    @FunctionalInterface
    interface Shower {
        void show(URI page, @Nullable String code, boolean isOpen);
    }

    private final SsoOidcClient oidc;
    private final DriverConfig.IdentityCenter config;
    private final URI address;
    private final Means means;

    SsoGrants(SsoOidcClient oidc, DriverConfig.IdentityCenter config, URI address, Means means) {
        this.oidc = oidc;
        this.config = config;
        this.address = address;
        this.means = means;
    }

    /**
     * A token by the browser of this machine.
     *
     * @throws IllegalStateException with the words for the person if it is refused
     */
    SsoToken byBrowser(Shower shower) throws InterruptedException {
        var state = random();
        try (var listener = CallbackListener.open(config.port(), state)) {
            var registration = complete(oidc.registerClient(request -> request.clientName(CLIENT_NAME)
                    .clientType("public")
                    .grantTypes("authorization_code", "refresh_token")
                    .redirectUris("http://127.0.0.1" + CallbackListener.PATH)
                    .issuerUrl(config.startUrl())
                    .scopes(SCOPE)));
            var verifier = random();
            var page = URI.create(address + "/authorize?response_type=code&client_id="
                    + encoded(registration.clientId()) + "&redirect_uri="
                    + encoded(listener.address().toString()) + "&state=" + encoded(state)
                    + "&code_challenge_method=S256&scopes=" + encoded(SCOPE) + "&code_challenge="
                    + challenge(verifier));
            shower.show(page, null, means.browser().open(page));
            var code = listener.await(means.longest());
            var answer = oidc.createToken(request -> request.grantType("authorization_code")
                    .clientId(registration.clientId())
                    .clientSecret(registration.clientSecret())
                    .redirectUri(listener.address().toString())
                    .codeVerifier(verifier)
                    .code(code));
            return token(answer, registration);
        } catch (TimeoutException notBack) {
            throw new IllegalStateException(
                    "the browser did not come back within " + means.longest().toMinutes() + " minutes", notBack);
        } catch (InvalidGrantException | ExpiredTokenException | AccessDeniedException refused) {
            throw new IllegalStateException(
                    "IAM Identity Center does not take the code that the browser brought (" + name(refused)
                            + "). Connect again",
                    refused);
        }
    }

    /**
     * A token by a browser anywhere, where the person types a code.
     *
     * @throws IllegalStateException with the words for the person if it is refused
     */
    SsoToken byDevice(Shower shower) throws InterruptedException {
        var registration = complete(oidc.registerClient(
                request -> request.clientName(CLIENT_NAME).clientType("public").scopes(SCOPE)));
        var started = oidc.startDeviceAuthorization(request -> request.clientId(registration.clientId())
                .clientSecret(registration.clientSecret())
                .startUrl(config.startUrl()));
        var deviceCode = needed(started.deviceCode(), "deviceCode");
        var page = started.verificationUriComplete() == null
                ? needed(started.verificationUri(), "verificationUri")
                : started.verificationUriComplete();
        shower.show(URI.create(page), started.userCode(), false);
        var end = means.clock()
                .instant()
                .plusSeconds(started.expiresIn() == null ? SECONDS_OF_A_CODE : started.expiresIn());
        var seconds = started.interval() == null ? SECONDS_BETWEEN : started.interval();
        while (means.clock().instant().isBefore(end)) {
            means.pause().wait(Duration.ofSeconds(seconds));
            try {
                var answer = oidc.createToken(request -> request.grantType(DEVICE_CODE)
                        .clientId(registration.clientId())
                        .clientSecret(registration.clientSecret())
                        .deviceCode(deviceCode));
                return token(answer, registration);
            } catch (AuthorizationPendingException notYet) {
                // The person has time.
            } catch (SlowDownException tooFast) {
                seconds += SECONDS_BETWEEN;
            } catch (AccessDeniedException | InvalidGrantException refused) {
                throw new IllegalStateException(
                        "the sign-in with the code was refused (" + name(refused) + ")", refused);
            } catch (ExpiredTokenException late) {
                break;
            }
        }
        throw new IllegalStateException("nobody signed in with the code " + started.userCode() + " at " + page
                + " before it ended. Connect again for a new one");
    }

    private SsoToken token(CreateTokenResponse answer, RegisterClientResponse registration) {
        var ends = registration.clientSecretExpiresAt();
        return new SsoToken(
                needed(answer.accessToken(), "accessToken"),
                end(answer.expiresIn(), means.clock()),
                answer.refreshToken(),
                registration.clientId(),
                registration.clientSecret(),
                ends == null || ends == 0 ? null : Instant.ofEpochSecond(ends));
    }

    private static RegisterClientResponse complete(RegisterClientResponse registration) {
        return registration.toBuilder()
                .clientId(needed(registration.clientId(), "clientId"))
                .clientSecret(needed(registration.clientSecret(), "clientSecret"))
                .build();
    }

    /** A member of an answer that it cannot do without. */
    static String needed(@Nullable String given, String member) {
        if (given == null || given.isBlank()) {
            throw new IllegalStateException("the answer of IAM Identity Center lacks " + member
                    + "; is ssoOidcEndpoint, if set, its address, and no proxy in its place?");
        }
        return given;
    }

    /** The end of a token; OAuth lets its answer leave out the time. */
    static Instant end(@Nullable Integer seconds, InstantSource clock) {
        return clock.instant().plusSeconds(seconds == null ? SECONDS_OF_A_TOKEN : seconds);
    }

    /** The name of an error as OAuth has it, such as InvalidGrant. */
    private static String name(SsoOidcException refused) {
        return refused.getClass().getSimpleName().replace("Exception", "");
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
