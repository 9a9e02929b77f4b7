package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.auth.IdentityCenter.NotSignedInException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamRequest;

/** The token that says to an application of IAM Identity Center who the person is. */
interface PersonToken extends AutoCloseable {

    /**
     * The token as it is now. Nobody is asked for it.
     *
     * @throws IllegalStateException with the words for the person if there is none
     */
    String now();

    /**
     * Another one for a token that was refused though it looks valid; null if there is none.
     *
     * @throws IllegalStateException with the words for the person if only a person can help
     */
    @Nullable
    String insteadOf(String refused);

    /** Puts the token into a request, by the grant that is meant for it. */
    void into(CreateTokenWithIamRequest.Builder request, String token);

    /** How messages name the grant. */
    String grant();

    /** What to do when the token is refused. */
    String advice();

    @Override
    void close();

    /** A JSON Web Token of another provider, which the application trusts. */
    static PersonToken of(WebIdentityToken given) {
        return new PersonToken() {
            @Override
            public String now() {
                return given.read();
            }

            @Override
            public @Nullable String insteadOf(String refused) {
                return null;
            }

            @Override
            public void into(CreateTokenWithIamRequest.Builder request, String token) {
                request.grantType("urn:ietf:params:oauth:grant-type:jwt-bearer").assertion(token);
            }

            @Override
            public String grant() {
                return "JWT bearer";
            }

            @Override
            public String advice() {
                return "IAM Identity Center does not take the web identity token: it must not have expired, and its issuer"
                        + " and audience must be those of a trusted token issuer of the application";
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** The token of the driver's own sign-in. */
    static PersonToken of(IdentityCenter center, SsoOidcClient oidc) {
        return new PersonToken() {
            /** The last one, to tell which is refused. */
            private @Nullable SsoToken last;

            @Override
            public synchronized String now() {
                return silently(null);
            }

            @Override
            public synchronized String insteadOf(String refused) {
                return silently(last);
            }

            private String silently(@Nullable SsoToken refused) {
                try {
                    var token = center.silently(oidc, refused);
                    last = token;
                    return token.accessToken();
                } catch (NotSignedInException needed) {
                    throw new IllegalStateException(needed.toOpenAConnection(), needed);
                }
            }

            @Override
            public void into(CreateTokenWithIamRequest.Builder request, String token) {
                var type = "urn:ietf:params:oauth:token-type:access_token";
                request.grantType("urn:ietf:params:oauth:grant-type:token-exchange")
                        .subjectToken(token)
                        .subjectTokenType(type)
                        .requestedTokenType(type);
            }

            @Override
            public String grant() {
                return "token exchange";
            }

            @Override
            public String advice() {
                return "IAM Identity Center does not exchange the token of your sign-in for one of the application: the scopes"
                        + " of the sign-in must lead to it. Else set webIdentityTokenFile instead of ssoStartUrl";
            }

            @Override
            public void close() {
                oidc.close();
            }
        };
    }
}
