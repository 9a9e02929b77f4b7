package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.Property;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables of properties in the manual: names, types, ranges, defaults and meanings by the declaration of the driver; for
 * whom, and an example, from here.
 */
final class PropertyGuide {

    /** What no property takes, so that its parser says what it does take. */
    private static final String NO_VALUE = "\u0001";

    /** In each group the names of properties with an example, which the property must take. */
    private static final Map<String, String> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put(
                "You will set",
                """
                region=eu-west-1
                database=dev
                clusterIdentifier=sales
                workgroupName=reports
                serverless=true
                profile=analytics
                dbUser=ann
                secretArn=arn:aws:secretsmanager:eu-west-1:123456789012:secret:reports-AbCdEf
                applicationName=billing
                queryTimeout=30
                loginTimeout=60
                """);
        GROUPS.put(
                "You may set",
                """
                accessKeyId=AKIAEXAMPLE
                secretAccessKey
                sessionToken
                roleArn=arn:aws:iam::123456789012:role/Reader
                roleSessionName=nightly-report
                roleExternalId=partner-42
                ssoStartUrl=https://company.awsapps.com/start
                ssoRegion=eu-west-1
                ssoAccountId=123456789012
                ssoRoleName=Analyst
                ssoFlow=device
                ssoApplicationArn=arn:aws:sso::123456789012:application/ssoins-1234/apl-5678
                samlLoginUrl=https://company.okta.com/home/amazon_aws/0oa1/272
                samlFlow=browser
                webIdentityTokenFile=/var/run/secrets/token
                mfaSerial=arn:aws:iam::123456789012:mfa/ann
                mfaCode
                currentSchema=sales,public
                timeZone=JVM
                queryGroup=nightly
                sessionSettings=statement_timeout=60000
                readOnly=true
                scriptMode=autocommit
                session=auto
                lazyConnect=true
                sessionKeepAliveSeconds=14400
                idleSessionSeconds=5
                transactionIdleSeconds=30
                metadataSource=sql
                metadataCacheSeconds=300
                databaseProductName=PostgreSQL
                proxyHost=proxy.example.com
                proxyPort=3128
                proxyUser=ann
                proxyPassword
                caCertificates=/etc/company/ca.pem
                trustStoreType=Windows-ROOT
                endpoint=https://vpce-0ab.redshift-data.eu-west-1.vpce.amazonaws.com
                logFile=/tmp/driver.log
                logLevel=debug
                tracing=opentelemetry
                withEvent=true
                """);
        GROUPS.put(
                "You hardly ever set",
                """
                password
                credentialsProvider=com.example.VaultCredentials
                parameters=literal
                resultFormat=csv
                resultBufferBytes=16777216
                connectTimeout=5
                requestTimeout=120
                maxStatementBytes=200000
                readOnlyMode=ignore
                ssoPort=8400
                samlPort=7890
                samlProviderArn=arn:aws:iam::123456789012:saml-provider/Okta
                samlAssertion
                webIdentityToken
                compressedResults=false
                nonProxyHosts=*.example.com
                trustStore=/etc/company/trust.p12
                trustStorePassword
                stsEndpoint=https://sts.eu-west-1.amazonaws.com
                ssoEndpoint=https://portal.sso.eu-west-1.amazonaws.com
                ssoOidcEndpoint=https://oidc.eu-west-1.amazonaws.com
                signinEndpoint=https://eu-west-1.signin.aws.amazon.com
                fips=true
                dualStack=true
                """);
    }

    private PropertyGuide() {}

    /** All groups, one table each. Fails where a property is in none. */
    static String markdown() {
        var told = GROUPS.values().stream()
                .flatMap(String::lines)
                .map(line -> line.split("=", 2)[0])
                .toList();
        assertThat(told)
                .as("properties of PropertyGuide")
                .containsExactlyInAnyOrderElementsOf(
                        DriverProperties.all().stream().map(Property::name).toList());
        return GROUPS.entrySet().stream()
                .map(group -> table(group.getKey(), group.getValue().lines().toList()))
                .collect(Collectors.joining("\n"));
    }

    private static String table(String title, List<String> lines) {
        var rows = lines.stream()
                .map(line -> line.split("=", 2))
                .map(line -> row(DriverProperties.named(line[0]).orElseThrow(), line.length == 1 ? null : line[1]))
                .collect(Collectors.joining());
        return "### " + title + "\n\n| Property | Takes | Default | Example | Meaning |\n|---|---|---|---|---|\n"
                + rows;
    }

    private static String row(Property<?> property, String example) {
        if (example != null) {
            assertThat(takes(property, example)).as(property.name()).isNull();
        }
        assertThat(property.secret()).as(property.name() + " has an example").isEqualTo(example == null);
        return "| `" + property.name() + "`"
                + (property.aliases().isEmpty() ? "" : " (or `" + String.join("`, `", property.aliases()) + "`)")
                + " | " + kind(property)
                + " | " + (property.defaultValue() == null ? "" : "`" + property.defaultValue() + "`")
                + " | " + (example == null ? "" : "`" + example + "`")
                + " | " + property.description().replace("|", "\\|") + " |\n";
    }

    private static String kind(Property<?> property) {
        if (!property.choices().isEmpty()) {
            return property.choices().stream().map(choice -> "`" + choice + "`").collect(Collectors.joining(", "));
        }
        var words = takes(property, NO_VALUE);
        if (words == null) {
            return property.secret() ? "a secret" : "any text";
        }
        return Arrays.stream(words.split(" to " + Long.MAX_VALUE, -1)).collect(Collectors.joining(" up"));
    }

    /** What a property takes instead of a text; null where it takes the text. */
    private static String takes(Property<?> property, String text) {
        try {
            property.parser().parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
