package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataSignInPrompt;
import io.github.redshiftdata.jdbc.internal.auth.IdentityCenter.NotSignedInException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * One sign-in at IAM Identity Center, in a thread of its own: callers may leave, and a person who comes back to the browser
 * later still finds it.
 */
final class SignInAttempt implements PendingSignIn {

    /** How the driver asks for it. */
    record Way(Network network, SsoGrants.Means means, boolean byAPool) {}

    private final IdentityCenter center;
    private final DriverConfig.IdentityCenter config;
    private final Way way;
    private final CompletableFuture<SsoToken> result = new CompletableFuture<>();
    private volatile String shown = "";

    SignInAttempt(IdentityCenter center, DriverConfig.IdentityCenter config, Way way) {
        this.center = center;
        this.config = config;
        this.way = way;
    }

    /** One that has failed already. */
    static SignInAttempt failed(CredentialsFailedException reason) {
        throw new CredentialsFailedException(
                reason.getMessage() + " (this was less than a minute ago: it is not tried again" + " before)", reason);
    }

    CompletableFuture<SsoToken> result() {
        return result;
    }

    @Override
    public CompletableFuture<?> end() {
        return result;
    }

    @Override
    public String shown() {
        return shown;
    }

    void start() {
        var thread = new Thread(this::run, "redshift-data-sign-in");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (var oidc = way.network().ssoOidc(Region.of(config.region()))) {
            var grants =
                    new SsoGrants(oidc, config, way.network().ssoOidcAddress(Region.of(config.region())), way.means());
            result.complete(center.askedFor(oidc, () -> ask(grants)));
        } catch (InterruptedException interrupt) {
            fail("it was interrupted", interrupt);
        } catch (NotSignedInException | IllegalStateException told) {
            fail(String.valueOf(told.getMessage()), told);
        } catch (Throwable failed) {
            fail(Credentials.reason(failed), failed);
        }
    }

    private void fail(String reason, Throwable cause) {
        var failure = new CredentialsFailedException(
                "the sign-in by IAM Identity Center failed: " + Shown.oneLine(reason), cause);
        center.refused(failure);
        result.completeExceptionally(failure);
    }

    private SsoToken ask(SsoGrants grants) throws Exception {
        var flow = config.flow();
        if (flow == SsoFlow.NONE) {
            throw new NotSignedInException("nobody is signed in at " + Shown.value(config.startUrl())
                    + ", and ssoFlow=none asks nobody. Sign in with `aws sso login`");
        }
        if (flow == null && way.byAPool()) {
            throw new NotSignedInException("nobody is signed in at " + Shown.value(config.startUrl())
                    + ", and a connection pool opens no browser by itself. Sign in with `aws sso login`, or set"
                    + " ssoFlow=browser");
        }
        if (flow == SsoFlow.DEVICE) {
            return grants.byDevice(this::show);
        }
        try {
            return grants.byBrowser(this::show);
        } catch (LinkageError withoutAServer) {
            // The JDK's module for a server may be left out.
            return grants.byDevice(this::show);
        }
    }

    private void show(URI page, @Nullable String code, boolean isOpen) {
        // In full: it is to be opened.
        shown = Shown.oneLine(page.toString()) + (code == null ? "" : " (code " + Shown.value(code) + ")");
        if (isOpen) {
            Logs.CONFIG.info("The browser was opened to sign in at {}", shown);
        } else {
            Logs.CONFIG.warn("To sign in, open {}", shown);
        }
        if (config.prompt() instanceof RedshiftDataSignInPrompt prompt) {
            prompt.show(page, code);
        }
    }
}
