package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.IdentityCenter;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The properties of a sign-in by IAM Identity Center that the driver makes itself. */
public final class SsoProperties {

    /** The object that shows a person where to sign in; no property, since it has no text. */
    public static final String PROMPT = "ssoPrompt";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern APPLICATION = Pattern.compile("arn:[a-z-]+:sso::\\d{12}:application/\\S+");
    private static final List<String> FLOWS = List.of("browser", "device", "none");

    public static final Property<String> SSO_START_URL = Property.of(
            "ssoStartUrl",
            SsoProperties::startUrl,
            "Start URL or issuer URL of IAM Identity Center: the driver signs in there by itself, in the browser. Needs"
                    + " ssoRegion.");
    public static final Property<String> SSO_REGION =
            Property.of("ssoRegion", DriverProperties::regionName, "AWS region of ssoStartUrl.");
    public static final Property<String> SSO_ACCOUNT_ID = Property.of(
            "ssoAccountId",
            SsoProperties::account,
            "Account to work in, of those that ssoStartUrl gives. Found by itself where there is one.");
    public static final Property<String> SSO_ROLE_NAME = Property.of(
            "ssoRoleName",
            text -> text.strip(),
            "Role (permission set) to work with, of those that ssoStartUrl gives. Found by itself where there is one.");
    public static final Property<SsoFlow> SSO_FLOW = new Property<>(
            "ssoFlow",
            List.of(),
            null,
            text -> SsoFlow.valueOf(DriverProperties.oneOf(text, FLOWS).toUpperCase(Locale.ROOT)),
            "browser: opens the browser of this machine. device: shows an address and a code, for a browser anywhere. none:"
                    + " asks nobody, and uses a login that is there. Without it, browser; but none in a connection pool.",
            FLOWS,
            false,
            false);
    public static final Property<Integer> SSO_PORT =
            Property.port("ssoPort", "Port of 127.0.0.1 to which the browser comes back. Without it any that is free.");

    public static final Property<String> SSO_APPLICATION_ARN = Property.of(
            "ssoApplicationArn",
            SsoProperties::application,
            "Application of IAM Identity Center by which the person reaches the database, and not only the role (trusted"
                    + " identity propagation). Needs roleArn, and the person: ssoStartUrl or a web identity token.");

    static final List<Property<?>> ALL =
            List.of(SSO_START_URL, SSO_REGION, SSO_ACCOUNT_ID, SSO_ROLE_NAME, SSO_FLOW, SSO_PORT, SSO_APPLICATION_ARN);

    private SsoProperties() {}

    /** Pages of the browser end in {@code #/}, which is no part of the URL. */
    private static String startUrl(String text) {
        var hash = text.indexOf('#');
        var url = DriverProperties.endpoint(hash < 0 ? text : text.substring(0, hash))
                .toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String account(String text) {
        if (!ACCOUNT.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("an account of twelve digits");
        }
        return text.strip();
    }

    private static String application(String text) {
        if (!APPLICATION.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("the ARN of an application of IAM Identity Center, such as"
                    + " arn:aws:sso::123456789012:application/ssoins-1234/apl-5678");
        }
        return text.strip();
    }

    /** The sign-in that ssoStartUrl stands for. */
    static IdentityCenter read(Settings settings, String startUrl) throws ConfigurationException {
        var region = settings.optional(SSO_REGION);
        if (region == null) {
            throw new ConfigurationException(
                    "ssoStartUrl is set without ssoRegion. Set the AWS region of IAM Identity Center too.");
        }
        return new IdentityCenter(
                startUrl,
                region,
                settings.optional(SSO_ACCOUNT_ID),
                settings.optional(SSO_ROLE_NAME),
                settings.optional(SSO_FLOW),
                settings.optional(SSO_PORT),
                settings.object(PROMPT));
    }

    /** Refuses what has no meaning without ssoStartUrl. */
    static void refuseParts(Settings settings) throws ConfigurationException {
        var ofAnApplication = settings.has(SSO_APPLICATION_ARN) ? List.of(SSO_APPLICATION_ARN, SSO_REGION) : List.of();
        for (var property : ALL) {
            if (!property.equals(SSO_START_URL) && !ofAnApplication.contains(property) && settings.has(property)) {
                throw new ConfigurationException(
                        property.name() + " is set without ssoStartUrl. Set ssoStartUrl too, or leave it out.");
            }
        }
    }
}
