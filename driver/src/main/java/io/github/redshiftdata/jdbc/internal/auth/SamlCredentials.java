package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataSamlSource;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.IdpRejectedClaimException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The credentials of a role that is assumed with the answer of a SAML identity provider (AssumeRoleWithSAML). */
final class SamlCredentials implements PersonalCredentials {

    private static final String WHAT = "the sign-in by SAML";

    private final DriverConfig.Saml config;
    private final PersonSession session;
    private final Network network;
    private final Region region;
    private final Means means;

    /** What stands for the outside world. */
    record Means(Browser browser, Duration longest) {}

    SamlCredentials(DriverConfig.Saml config, PersonSession session, Network network, Region region, Means means) {
        this.config = config;
        this.session = session;
        this.network = network;
        this.region = region;
        this.means = means;
    }

    @Override
    public @Nullable PendingSignIn signIn(boolean byAPool) {
        var with = config.assertion() == null ? "" : config.assertion();
        return session.signIn(WHAT, with, shown -> assumed(SamlAnswer.of(answer(byAPool, shown))));
    }

    @Override
    public void ended() {
        session.forget();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return session.keys(
                config.assertion() == null ? null : () -> signIn(false),
                "nobody has signed in by SAML, or the role has ended. Open a new connection to sign in");
    }

    private String answer(boolean byAPool, Consumer<String> shown) throws Exception {
        if (config.assertion() != null) {
            return config.assertion();
        }
        if (config.source() instanceof RedshiftDataSamlSource source) {
            return given(source);
        }
        if (config.flow() == SsoFlow.NONE || (config.flow() == null && byAPool)) {
            throw new IllegalStateException(
                    config.flow() == SsoFlow.NONE
                            ? "samlFlow=none opens no browser, and nobody has signed in"
                            : "a connection pool opens no browser by itself, and nobody has signed in. Set samlFlow=browser");
        }
        return fromTheBrowser(URI.create(String.valueOf(config.loginUrl())), shown);
    }

    private static String given(RedshiftDataSamlSource source) throws Exception {
        // A program may give anything.
        @Nullable String answer = source.assertion();
        if (answer == null || answer.isBlank()) {
            throw new IllegalStateException("the source of the program gave no answer");
        }
        return answer;
    }

    private String fromTheBrowser(URI page, Consumer<String> shown) throws InterruptedException {
        try (var listener = CallbackListener.forSaml(config.port())) {
            shown.accept(Shown.oneLine(page.toString()));
            if (means.browser().open(page)) {
                Logs.CONFIG.info("The browser was opened to sign in at {}", Shown.oneLine(page.toString()));
            } else {
                Logs.CONFIG.warn("To sign in, open {}", Shown.oneLine(page.toString()));
            }
            return listener.await(means.longest());
        } catch (TimeoutException notBack) {
            throw new IllegalStateException(
                    "the identity provider sent nothing to port " + config.port() + " of this machine within "
                            + means.longest().toMinutes() + " minutes; its application must answer to http://localhost:"
                            + config.port() + "/",
                    notBack);
        } catch (LinkageError withoutAServer) {
            throw new IllegalStateException(
                    "the JDK's module jdk.httpserver is missing, which waits for the browser: hand in samlAssertion",
                    withoutAServer);
        }
    }

    private AwsSessionCredentials assumed(SamlAnswer answer) {
        var offer = answer.chosen(config.roleArn(), config.providerArn());
        try (var sts = network.sts(region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            var given = sts.assumeRoleWithSAML(request ->
                    request.roleArn(offer.role()).principalArn(offer.provider()).samlAssertion(answer.encoded()));
            return StsAnswers.keys(given.credentials(), given, session.clock());
        } catch (ExpiredTokenException late) {
            throw StsAnswers.refused(
                    late, "the SAML answer has expired, which takes some minutes: sign in again, and check the clocks");
        } catch (InvalidIdentityTokenException | IdpRejectedClaimException wrong) {
            throw StsAnswers.refused(
                    wrong,
                    "AWS does not take the SAML answer: its signature, audience and provider must be those of the"
                            + " identity provider in the account");
        } catch (StsException refused) {
            throw StsAnswers.refused(
                    refused,
                    "AWS does not give the role " + Shown.value(offer.role())
                            + " for the SAML answer; its trust policy decides that");
        }
    }
}
