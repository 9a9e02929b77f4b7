package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.InvalidRequestRegionException;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;
import software.amazon.awssdk.services.ssooidc.model.UnauthorizedClientException;
import software.amazon.awssdk.services.ssooidc.model.UnsupportedGrantTypeException;
import software.amazon.awssdk.services.sts.model.ProvidedContext;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * The credentials of a role whose sessions carry a person (trusted identity propagation): an application of IAM Identity
 * Center says for the person's token who that is (CreateTokenWithIAM), and STS puts it into the session (AssumeRole with
 * ProvidedContexts). Asks nobody.
 */
final class PropagatedCredentials implements AwsCredentialsProvider, AutoCloseable {

    private static final String WHAT = "passing on the person's identity";
    private static final String CONTEXT = "sts:identity_context";

    private final DriverConfig.PropagatedIdentity config;
    private final AwsCredentialsProvider base;
    private final UntilSignedIn owned;
    private final PersonToken person;
    private final PersonSession session;
    private final Network network;
    private final Region region;

    /**
     * The credentials of a person.
     *
     * @param base signs the requests by which the person is passed on
     * @param owned what the base and these have open
     */
    PropagatedCredentials(
            DriverConfig.PropagatedIdentity config,
            AwsCredentialsProvider base,
            UntilSignedIn owned,
            PersonToken person,
            PersonSession session,
            Network network,
            Region region) {
        this.config = config;
        this.base = base;
        this.owned = owned;
        this.person = person;
        this.session = session;
        this.network = network;
        this.region = region;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return session.keys(
                this::pass, "the role of the person has ended already; is the clock of this machine right?");
    }

    private @Nullable PendingSignIn pass() {
        var token = person.now();
        return owned.during(() -> session.signIn(WHAT, token, shown -> passed(token)));
    }

    /** AWS says that the credentials have ended. */
    void ended() {
        session.forget();
    }

    private AwsSessionCredentials passed(String token) {
        var signer = StaticCredentialsProvider.create(base.resolveCredentials());
        return assumed(signer, context(answer(signer, token)));
    }

    private CreateTokenWithIamResponse answer(AwsCredentialsProvider signer, String token) {
        try {
            return asked(signer, token);
        } catch (InvalidGrantException | ExpiredTokenException refused) {
            // It looks valid here, where the clock may be wrong, or was ended elsewhere.
            var other = person.insteadOf(token);
            if (other == null || other.equals(token)) {
                throw refused(refused);
            }
            return askedAgain(signer, other);
        } catch (SsoOidcException refused) {
            throw refused(refused);
        }
    }

    private CreateTokenWithIamResponse askedAgain(AwsCredentialsProvider signer, String token) {
        try {
            return asked(signer, token);
        } catch (SsoOidcException refused) {
            throw refused(refused);
        }
    }

    private CreateTokenWithIamResponse asked(AwsCredentialsProvider signer, String token) {
        try (var oidc = network.ssoOidc(Region.of(config.centerRegion()), signer)) {
            return oidc.createTokenWithIAM(request -> {
                request.clientId(config.application());
                person.into(request, token);
            });
        }
    }

    private IllegalStateException refused(SsoOidcException refused) {
        return StsAnswers.refused(refused, sentence(refused));
    }

    private String sentence(SsoOidcException refused) {
        var application = "the application " + Shown.quoted(config.application());
        if (refused instanceof InvalidGrantException || refused instanceof ExpiredTokenException) {
            return person.advice();
        }
        if (refused instanceof InvalidRequestRegionException elsewhere && elsewhere.region() != null) {
            return "ssoRegion must be " + Shown.quoted(elsewhere.region()) + ", where IAM Identity Center is";
        }
        if (refused instanceof UnsupportedGrantTypeException || refused instanceof UnauthorizedClientException) {
            return application + " does not allow what is asked of it: it needs the grant for " + person.grant();
        }
        if (refused instanceof InvalidClientException) {
            return "IAM Identity Center in " + config.centerRegion() + " does not know " + application;
        }
        return refused instanceof AccessDeniedException
                ? "the AWS identity that signs may not ask for the person: allow it sso-oauth:CreateTokenWithIAM for "
                        + application + ", in its own policy and in the application's"
                : "IAM Identity Center does not say for " + application + " who the person is";
    }

    /** What says to AWS who the person is: a member of the answer, or in it a part of the token about the person. */
    private static String context(CreateTokenWithIamResponse answer) {
        var details = answer.awsAdditionalDetails();
        var given = details == null ? null : details.identityContext();
        var context = given == null || given.isBlank() ? ofToken(answer.idToken()) : given;
        if (context == null || context.isBlank()) {
            throw new IllegalStateException(
                    "the answer of IAM Identity Center does not say who the person is; the application needs the scope "
                            + CONTEXT + ", and ssoOidcEndpoint, if set, must be the address of IAM Identity Center");
        }
        return context;
    }

    private static @Nullable String ofToken(@Nullable String idToken) {
        var pieces = (idToken == null ? "" : idToken).split("\\.", -1);
        if (pieces.length < 2) {
            return null;
        }
        try {
            var claims = new String(Base64.getUrlDecoder().decode(pieces[1]), StandardCharsets.UTF_8);
            return JsonNode.parser()
                    .parse(claims)
                    .field(CONTEXT)
                    .filter(JsonNode::isString)
                    .map(JsonNode::text)
                    .orElse(null);
        } catch (RuntimeException noToken) {
            // Its message may show a part of the token.
            return null;
        }
    }

    private AwsSessionCredentials assumed(AwsCredentialsProvider signer, String context) {
        var role = config.role();
        var provider = "arn:" + PartitionMetadata.of(region).id() + ":iam::aws:contextProvider/IdentityCenter";
        try (var sts = network.sts(region).credentialsProvider(signer).build()) {
            var answer = sts.assumeRole(request -> request.roleArn(role.roleArn())
                    .roleSessionName(role.sessionName() == null ? Credentials.DEFAULT_SESSION_NAME : role.sessionName())
                    .externalId(role.externalId())
                    .providedContexts(ProvidedContext.builder()
                            .providerArn(provider)
                            .contextAssertion(context)
                            .build()));
            return StsAnswers.keys(answer.credentials(), answer, session.clock());
        } catch (StsException refused) {
            throw StsAnswers.refused(
                    refused,
                    "AWS does not give the role " + Shown.value(role.roleArn())
                            + " with the person's identity; its trust policy must allow sts:AssumeRole and sts:SetContext to"
                            + " the AWS identity that signs");
        }
    }

    @Override
    public void close() {
        person.close();
    }
}
