package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataCredentials;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.signin.auth.LoginCredentialsProvider;
import software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsRequest;
import software.amazon.awssdk.services.ssooidc.SsoOidcTokenProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * Profiles and the default chain, with requests that go the way of the settings. The SDK's own providers make their
 * clients themselves, and can be told of no proxy; what sends nothing is left to them.
 */
final class ProfileSource {

    private final InstantSource clock;
    private final Network network;
    private final Region region;
    private final UntilSignedIn owned;
    private final ProfileFile file;

    /**
     * The profiles of the configuration files.
     *
     * @param region counts where a profile has none
     * @param owned gets what must be closed
     * @param clock says whether a login has ended
     */
    ProfileSource(Network network, Region region, UntilSignedIn owned, InstantSource clock) {
        this.clock = clock;
        this.network = network;
        this.region = region;
        this.owned = owned;
        this.file = ProfileFile.defaultProfileFile();
    }

    /** What the SDK's default chain asks, in its order. */
    AwsCredentialsProvider chain() {
        var providers = new ArrayList<AwsCredentialsProvider>();
        providers.add(SystemPropertyCredentialsProvider.create());
        providers.add(EnvironmentVariableCredentialsProvider.create());
        var token = SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue();
        var role = SdkSystemSetting.AWS_ROLE_ARN.getStringValue();
        if (token.isPresent() && role.isPresent()) {
            providers.add(webIdentity(
                    token.get(), role.get(), SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue(), region));
        }
        var name = ProfileFileSystemSetting.AWS_PROFILE.getStringValue().orElse("default");
        if (file.profile(name).isPresent()) {
            providers.add(of(name));
        }
        providers.add(own(ContainerCredentialsProvider.create()));
        providers.add(own(InstanceProfileCredentialsProvider.create()));
        return AwsCredentialsProviderChain.of(providers.toArray(AwsCredentialsProvider[]::new));
    }

    /**
     * The credentials of a profile.
     *
     * @throws IllegalStateException if there is no such profile, or it refers to itself over others
     */
    AwsCredentialsProvider of(String name) {
        return of(name, new LinkedHashSet<>());
    }

    private AwsCredentialsProvider of(String name, Set<String> path) {
        if (!path.add(name)) {
            throw new IllegalStateException("the profile " + Shown.quoted(name) + " is its own source_profile, over "
                    + Shown.quoted(String.join(", ", path)));
        }
        var profile = file.profile(name)
                .orElseThrow(() -> new IllegalStateException(
                        "Profile file contained no credentials for profile " + Shown.quoted(name)));
        var role = profile.property("role_arn").orElse(null);
        var token = profile.property("web_identity_token_file");
        if (role != null && token.isPresent()) {
            return webIdentity(token.get(), role, profile.property("role_session_name"), region(profile));
        }
        if (profile.property("sso_session").isPresent()) {
            return ssoSession(profile);
        }
        if (profile.property("sso_start_url").isPresent()) {
            return ssoWithoutSession(profile);
        }
        if (role != null) {
            return assume(role, profile, base(profile, path));
        }
        var login = profile.property("login_session").orElse(null);
        return login == null ? plain(name) : login(login, profile);
    }

    /** What sends nothing, or only to this machine. */
    private AwsCredentialsProvider plain(String name) {
        return own(ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName(name)
                .build());
    }

    private <P extends AwsCredentialsProvider> P own(P provider) {
        if (provider instanceof AutoCloseable closeable) {
            owned.push(closeable);
        }
        return provider;
    }

    private Region region(Profile profile) {
        return profile.property("region").map(Region::of).orElse(region);
    }

    private AwsCredentialsProvider base(Profile profile, Set<String> path) {
        var source = profile.property("source_profile").orElse(null);
        if (source != null) {
            // A profile with keys may name itself.
            return source.equals(profile.name()) ? keys(profile) : of(source, path);
        }
        return switch (profile.property("credential_source").orElse("")) {
            case "Ec2InstanceMetadata" -> own(InstanceProfileCredentialsProvider.create());
            case "EcsContainer" -> own(ContainerCredentialsProvider.create());
            case "Environment" -> EnvironmentVariableCredentialsProvider.create();
            default ->
                throw new IllegalStateException("the profile " + Shown.quoted(profile.name())
                        + " has role_arn, but neither source_profile nor credential_source");
        };
    }

    private static AwsCredentialsProvider keys(Profile profile) {
        return () -> CustomCredentials.of(new RedshiftDataCredentials.Keys(
                profile.property("aws_access_key_id").orElse(""),
                profile.property("aws_secret_access_key").orElse(""),
                profile.property("aws_session_token").orElse(null)));
    }

    private AwsCredentialsProvider webIdentity(String token, String role, Optional<String> session, Region region) {
        var sts = network.sts(region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        owned.push(sts);
        return own(StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .roleArn(role)
                .webIdentityTokenFile(Path.of(token))
                .roleSessionName(session.orElse(Credentials.DEFAULT_SESSION_NAME))
                .build());
    }

    private AwsCredentialsProvider assume(String role, Profile profile, AwsCredentialsProvider base) {
        var sts = network.sts(region(profile)).credentialsProvider(base).build();
        owned.push(sts);
        return own(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role)
                        .roleSessionName(profile.property("role_session_name").orElse(Credentials.DEFAULT_SESSION_NAME))
                        .externalId(profile.property("external_id").orElse(null)))
                .build());
    }

    private AwsCredentialsProvider ssoSession(Profile profile) {
        var name = profile.property("sso_session").orElseThrow();
        var session = file.getSection("sso-session", name)
                .orElseThrow(() -> new IllegalStateException(
                        "the profile names the sso-session " + Shown.quoted(name) + ", which does not exist"));
        var place = Region.of(needed(session, "sso_region"));
        var oidc = network.ssoOidc(place);
        owned.push(oidc);
        var tokens = SsoOidcTokenProvider.builder()
                .sessionName(name)
                .ssoOidcClient(oidc)
                .build();
        owned.push(tokens);
        return roleOf(profile, place, () -> tokens.resolveToken().token());
    }

    /** The form before {@code sso-session}: a login of the command line that is kept under its start URL, and ends unrenewed. */
    private AwsCredentialsProvider ssoWithoutSession(Profile profile) {
        var startUrl = needed(profile, "sso_start_url");
        var place = needed(profile, "sso_region");
        return roleOf(profile, Region.of(place), () -> {
            var token = TokenCache.ofStartUrl(startUrl, place).read();
            if (token == null || !token.isValidAt(clock.instant())) {
                throw new IllegalStateException("nobody is signed in at " + Shown.value(startUrl)
                        + ", or the sign-in has ended: use `aws sso login --profile " + Shown.value(profile.name())
                        + "`");
            }
            return token.accessToken();
        });
    }

    private AwsCredentialsProvider roleOf(Profile profile, Region place, Supplier<String> token) {
        var sso = network.sso(place);
        owned.push(sso);
        var account = needed(profile, "sso_account_id");
        var role = needed(profile, "sso_role_name");
        // The class of this builder is hidden, its interface is not.
        SsoCredentialsProvider.Builder credentials = SsoCredentialsProvider.builder();
        return own(credentials
                .ssoClient(sso)
                .refreshRequest(() -> GetRoleCredentialsRequest.builder()
                        .accessToken(token.get())
                        .accountId(account)
                        .roleName(role)
                        .build())
                .build());
    }

    private static String needed(Profile profile, String key) {
        return profile.property(key)
                .orElseThrow(() -> new IllegalStateException(
                        "the profile or sso-session " + Shown.quoted(profile.name()) + " has no " + key));
    }

    private AwsCredentialsProvider login(String session, Profile profile) {
        var signin = network.signin(region(profile));
        owned.push(signin);
        return own(LoginCredentialsProvider.builder()
                .signinClient(signin)
                .loginSession(session)
                .build());
    }
}
