package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.auth.IdentityCenter.NotSignedInException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.SsoException;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;

/** The credentials of a role that IAM Identity Center gives to a person. Asks nobody: see {@link IdentityCenter#signIn}. */
final class IdentityCenterCredentials implements AwsCredentialsProvider, AutoCloseable {

    /** Credentials that end so soon are not used any more. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** More accounts than these are listed without their roles. */
    private static final int MOST = 20;

    private static final int FORBIDDEN = 403;

    private final DriverConfig.IdentityCenter config;
    private final IdentityCenter center;
    private final SsoClient sso;
    private final SsoOidcClient oidc;
    private @Nullable Place place;
    private final InstantSource clock;
    private final RoleKeys keys;

    /** A role of an account. */
    private record Place(String account, String role) {}

    IdentityCenterCredentials(
            DriverConfig.IdentityCenter config, IdentityCenter center, Network network, InstantSource clock) {
        this.config = config;
        this.center = center;
        this.clock = clock;
        this.keys = new RoleKeys(clock, MARGIN);
        this.sso = network.sso(Region.of(config.region()));
        this.oidc = network.ssoOidc(Region.of(config.region()));
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        var known = keys.get();
        if (known != null) {
            return known;
        }
        try {
            var token = center.silently(oidc, null);
            return keys.keep(fetched(token));
        } catch (NotSignedInException needed) {
            throw new IllegalStateException(needed.toOpenAConnection(), needed);
        }
    }

    private AwsSessionCredentials fetched(SsoToken token) {
        try {
            return of(token);
        } catch (UnauthorizedException refused) {
            // It looks valid here, where the clock may be wrong, or was ended elsewhere.
            center.ended(token);
            return of(center.silently(oidc, token));
        }
    }

    private AwsSessionCredentials of(SsoToken token) {
        var wanted = place(token.accessToken());
        try {
            var answer = sso.getRoleCredentials(request -> request.accessToken(token.accessToken())
                    .accountId(wanted.account())
                    .roleName(wanted.role()));
            var given = answer.roleCredentials();
            if (given == null
                    || given.accessKeyId() == null
                    || given.secretAccessKey() == null
                    || given.sessionToken() == null) {
                throw new IllegalStateException(
                        "the answer of IAM Identity Center holds no credentials; is ssoEndpoint, if"
                                + " set, the address of its portal, and no proxy in its place?");
            }
            var end = given.expiration();
            return AwsSessionCredentials.builder()
                    .accessKeyId(given.accessKeyId())
                    .secretAccessKey(given.secretAccessKey())
                    .sessionToken(given.sessionToken())
                    // Keys without an end are used once.
                    .expirationTime(end == null ? null : StsAnswers.endHere(Instant.ofEpochMilli(end), answer, clock))
                    .build();
        } catch (SsoException refused) {
            if (refused.statusCode() == FORBIDDEN) {
                throw new IllegalStateException(
                        "IAM Identity Center gives you no role " + Shown.quoted(wanted.role()) + " in the account "
                                + wanted.account() + ". Yours are " + listed(places(token.accessToken(), null, null)),
                        refused);
            }
            throw refused;
        }
    }

    private Place place(String token) {
        var known = place;
        if (known == null) {
            known = config.accountId() != null && config.roleName() != null
                    ? new Place(config.accountId(), config.roleName())
                    : only(places(token, config.accountId(), config.roleName()));
            place = known;
        }
        return known;
    }

    private static Place only(List<Place> found) {
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new IllegalStateException(
                found.isEmpty()
                        ? "IAM Identity Center gives you no such account or role. Check ssoAccountId and ssoRoleName, or ask"
                                + " whoever assigns them"
                        : "IAM Identity Center gives you several roles. Set ssoAccountId and ssoRoleName to one of "
                                + listed(found));
    }

    private List<Place> places(String token, @Nullable String account, @Nullable String role) {
        var accounts = account != null
                ? List.of(account)
                : sso.listAccountsPaginator(request -> request.accessToken(token)).accountList().stream()
                        .map(found -> found.accountId())
                        .limit(MOST)
                        .toList();
        var found = new ArrayList<Place>();
        for (var each : accounts) {
            sso.listAccountRolesPaginator(request -> request.accessToken(token).accountId(each)).roleList().stream()
                    .map(known -> known.roleName())
                    .filter(name -> role == null || role.equals(name))
                    .forEach(name -> found.add(new Place(each, name)));
        }
        return found;
    }

    private static String listed(List<Place> places) {
        var shown = places.stream()
                .limit(MOST)
                .map(each -> Shown.value(each.account()) + " " + Shown.value(each.role()))
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "none" : places.size() > MOST ? shown + " and more" : shown;
    }

    @Override
    public void close() {
        sso.close();
        oidc.close();
    }
}
