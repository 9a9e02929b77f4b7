package io.github.redshiftdata.jdbc.internal.config;

import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ROLE_ARN;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ROLE_EXTERNAL_ID;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ROLE_SESSION_NAME;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AwsAuth;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.IdentityCenter;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.MfaSession;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Saml;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.WebIdentity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The properties of the sign-ins that bring something of another identity provider, or of a device, to AWS STS. */
public final class SignInProperties {

    /** The object that gives the codes of an MFA device; no property, since it has no text. */
    public static final String MFA_PROMPT = "mfaPrompt";

    public static final Property<String> WEB_IDENTITY_TOKEN_FILE = Property.text(
            "webIdentityTokenFile",
            "File with a token of an OpenID provider, with which roleArn is assumed; read anew each time. Refused in the URL,"
                    + " which others may have written.");
    public static final Property<String> WEB_IDENTITY_TOKEN = Property.secret(
            "webIdentityToken",
            "The same token itself, for programs that have one. Refused in the URL, which tools log.");
    public static final Property<String> MFA_SERIAL = Property.text(
            "mfaSerial",
            "ARN or serial number of the MFA device of the IAM user that signs in, for policies that ask for MFA. Needs a"
                    + " code: mfaCode, or from code setMfaPrompt.");
    public static final Property<String> MFA_CODE = Property.secret(
            "mfaCode",
            "Code that the device of mfaSerial shows now. Counts once, and then for 12 hours in this JVM. Refused in the URL,"
                    + " which tools log.");

    /** The object that gives the answers of a SAML identity provider; no property, since it has no text. */
    public static final String SAML_SOURCE = "samlSource";

    /** The port that the official driver and others listen on: applications at identity providers are set up for it. */
    private static final int USUAL_PORT = 7890;

    private static final List<String> FLOWS = List.of("browser", "none");

    public static final Property<URI> SAML_LOGIN_URL = Property.of(
            "samlLoginUrl",
            SignInProperties::page,
            "Page of a SAML identity provider (Okta, Entra ID, AD FS, Ping …) where a person signs in, in the browser; it"
                    + " answers to samlPort of this machine.");
    public static final Property<String> SAML_ASSERTION = Property.secret(
            "samlAssertion",
            "Answer of the identity provider itself (SAMLResponse, Base64), for programs that have one. Refused in the URL,"
                    + " which tools log.");
    public static final Property<String> SAML_PROVIDER_ARN = Property.text(
            "samlProviderArn",
            "ARN of the identity provider in the AWS account. Read off the answer, unless that is encrypted.");
    public static final Property<SsoFlow> SAML_FLOW = new Property<>(
            "samlFlow",
            List.of(),
            null,
            text -> SsoFlow.valueOf(DriverProperties.oneOf(text, FLOWS).toUpperCase(Locale.ROOT)),
            "browser: opens the browser of this machine. none: asks nobody. Without it, browser; but none in a connection"
                    + " pool.",
            FLOWS,
            false,
            false);
    public static final Property<Integer> SAML_PORT = new Property<>(
            "samlPort",
            List.of(),
            String.valueOf(USUAL_PORT),
            text -> (int) DriverProperties.wholeNumber(text, 1, 65_535),
            "Port of this machine to which the identity provider of samlLoginUrl answers: http://localhost:7890/.",
            List.of(),
            false,
            false);

    private static final List<Property<?>> OF_SAML = List.of(SAML_PROVIDER_ARN, SAML_FLOW, SAML_PORT);

    static final List<Property<?>> ALL = List.of(
            WEB_IDENTITY_TOKEN_FILE,
            WEB_IDENTITY_TOKEN,
            MFA_SERIAL,
            MFA_CODE,
            SAML_LOGIN_URL,
            SAML_ASSERTION,
            SAML_PROVIDER_ARN,
            SAML_FLOW,
            SAML_PORT);

    /** Each is a way to sign in of its own. */
    static final List<Property<?>> WAYS =
            List.of(WEB_IDENTITY_TOKEN_FILE, WEB_IDENTITY_TOKEN, SAML_LOGIN_URL, SAML_ASSERTION);

    static final List<Property<?>> TOKENS = List.of(WEB_IDENTITY_TOKEN_FILE, WEB_IDENTITY_TOKEN);

    private SignInProperties() {}

    /** Pages need a query, which addresses of services do not. */
    private static URI page(String text) {
        var stripped = text.strip();
        var query = stripped.indexOf('?');
        DriverProperties.endpoint(query < 0 ? stripped : stripped.substring(0, query));
        return URI.create(stripped);
    }

    /** The ways that are set, by their names. */
    static List<String> ways(Settings settings) {
        // For an application of IAM Identity Center the token says who the person is: it signs nothing.
        var tokens = settings.has(SsoProperties.SSO_APPLICATION_ARN) ? TOKENS : List.of();
        var set = new ArrayList<>(WAYS.stream()
                .filter(way -> settings.has(way) && !tokens.contains(way))
                .map(Property::name)
                .toList());
        if (settings.object(SAML_SOURCE) != null) {
            set.add(SAML_SOURCE);
        }
        return set;
    }

    /** The sign-in that assumes a role with what another provider says; null if there is none. */
    static @Nullable AwsAuth withRole(Settings settings) throws ConfigurationException {
        var ways = ways(settings);
        var isSaml = ways.stream().anyMatch(name -> name.startsWith("saml"));
        if (!isSaml) {
            refuse(settings, OF_SAML, "samlLoginUrl or samlAssertion");
        }
        if (ways.isEmpty()) {
            return null;
        }
        for (var foreign : List.of(ROLE_EXTERNAL_ID, MFA_SERIAL, MFA_CODE)) {
            if (settings.has(foreign)) {
                throw new ConfigurationException("Both " + ways.get(0) + " and " + foreign.name()
                        + " are set, but AWS takes none with the other. Leave one.");
            }
        }
        return isSaml ? saml(settings) : webIdentity(settings, ways.get(0));
    }

    private static void refuse(Settings settings, List<Property<?>> parts, String without)
            throws ConfigurationException {
        for (var property : parts) {
            if (settings.has(property)) {
                throw new ConfigurationException(property.name() + " is set without " + without
                        + ". Set one of them too," + " or leave it out.");
            }
        }
    }

    private static AwsAuth webIdentity(Settings settings, String way) throws ConfigurationException {
        var role = settings.optional(ROLE_ARN);
        if (role == null) {
            throw new ConfigurationException(way + " is set without roleArn. Set the role that AWS gives for it too.");
        }
        return new WebIdentity(
                role,
                settings.optional(WEB_IDENTITY_TOKEN_FILE),
                settings.optional(WEB_IDENTITY_TOKEN),
                settings.optional(ROLE_SESSION_NAME));
    }

    private static AwsAuth saml(Settings settings) throws ConfigurationException {
        if (settings.has(ROLE_SESSION_NAME)) {
            throw new ConfigurationException(
                    "roleSessionName is set with a sign-in by SAML, where the identity provider"
                            + " names the session. Leave it out.");
        }
        return new Saml(
                settings.optional(ROLE_ARN),
                settings.optional(SAML_PROVIDER_ARN),
                settings.optional(SAML_LOGIN_URL),
                settings.optional(SAML_ASSERTION),
                settings.object(SAML_SOURCE),
                settings.optional(SAML_FLOW),
                settings.value(SAML_PORT));
    }

    /** The credentials with a session by MFA on top, if that is wanted. */
    static AwsAuth withMfa(Settings settings, AwsAuth base) throws ConfigurationException {
        var serial = settings.optional(MFA_SERIAL);
        var code = settings.optional(MFA_CODE);
        if (serial == null) {
            if (code != null) {
                throw new ConfigurationException("mfaCode is set without mfaSerial. Set the MFA device too.");
            }
            return base;
        }
        if (base instanceof IdentityCenter) {
            throw new ConfigurationException(
                    "Both ssoStartUrl and mfaSerial are set. IAM Identity Center asks for MFA by"
                            + " itself: leave out mfaSerial.");
        }
        if (settings.has(DriverProperties.SESSION_TOKEN)) {
            throw new ConfigurationException("Both sessionToken and mfaSerial are set, but a session by MFA needs the"
                    + " long-lived key of an IAM user. Leave one.");
        }
        var prompt = settings.object(MFA_PROMPT);
        if (code == null && prompt == null) {
            throw new ConfigurationException(
                    "mfaSerial is set without a code. Set mfaCode to what the device shows, or,"
                            + " in a program, setMfaPrompt of the DataSource.");
        }
        // Some devices show it as two groups of three.
        var digits = code == null ? null : code.replace(" ", "");
        if (digits != null && !digits.matches("\\d{6}")) {
            throw new ConfigurationException("The property 'mfaCode' must be the six digits that the device shows.");
        }
        return new MfaSession(base, serial.strip(), digits, prompt);
    }
}
