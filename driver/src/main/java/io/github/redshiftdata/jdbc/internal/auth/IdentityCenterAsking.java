package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataSignInPrompt;
import io.github.redshiftdata.jdbc.internal.auth.IdentityCenter.NotSignedInException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Asks a person to sign in at IAM Identity Center: in the browser, or with a code. */
final class IdentityCenterAsking implements OneSignIn.Asking<SsoToken> {

    /** How the driver asks for it. */
    record Way(Network network, SsoGrants.Means means, boolean byAPool) {}

    private final IdentityCenter center;
    private final DriverConfig.IdentityCenter config;
    private final Way way;

    IdentityCenterAsking(IdentityCenter center, DriverConfig.IdentityCenter config, Way way) {
        this.center = center;
        this.config = config;
        this.way = way;
    }

    @Override
    public SsoToken ask(Consumer<String> shown) throws Exception {
        var region = Region.of(config.region());
        try (var oidc = way.network().ssoOidc(region)) {
            var grants = new SsoGrants(oidc, config, way.network().ssoOidcAddress(region), way.means());
            return center.askedFor(oidc, () -> ask(grants, (page, code, isOpen) -> show(page, code, isOpen, shown)));
        }
    }

    private SsoToken ask(SsoGrants grants, SsoGrants.Shower showing) throws Exception {
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
            return grants.byDevice(showing);
        }
        try {
            return grants.byBrowser(showing);
        } catch (LinkageError withoutAServer) {
            // The JDK's module for a server may be left out.
            return grants.byDevice(showing);
        }
    }

    private void show(URI page, @Nullable String code, boolean isOpen, Consumer<String> told) {
        // In full: it is to be opened.
        var shown = Shown.oneLine(page.toString()) + (code == null ? "" : " (code " + Shown.value(code) + ")");
        told.accept(shown);
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
