package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.redshiftdata.jdbc.ManualPages.Block;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.SignInProperties;
import io.github.redshiftdata.jdbc.internal.config.SsoProperties;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/** The pages about signing in and about permissions say what the driver does. */
class AuthenticationPageTest {

    private static final String SIGNS = "signs: ";
    private static final Pattern CALL = Pattern.compile("\\bclient\\.([a-z]\\w+)\\(");

    @TestFactory
    Stream<DynamicTest> everyWayToSignInIsRead() {
        var blocks = ManualPages.blocks("docs/authentication.md").stream()
                .filter(block -> !block.language().equals("java"))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(9).allMatch(block -> block.marker()
                .startsWith(SIGNS));
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.marker() + " " + block.text().lines().findFirst().orElse(""), () -> read(block)));
    }

    private static void read(Block block) throws Exception {
        var properties = new Properties();
        properties.load(new StringReader(block.text()));
        var url = (String) properties.remove("url");
        var config = ConfigReader.read(url, properties, 0, () -> URI.create("http://localhost:1"));
        assertThat(config.awsAuth().getClass().getSimpleName() + " "
                        + config.databaseAuth().getClass().getSimpleName())
                .isEqualTo(block.marker().substring(SIGNS.length()));
        assertThat(config.warnings()).isEmpty();
        assertThat(new RedshiftDataDriver().acceptsURL(url)).isTrue();
    }

    @Test
    void everyPropertyOfSigningInIsOnThePage() {
        var page = ManualPages.text("docs/authentication.md");
        for (var property : Stream.of(
                        DriverProperties.PROFILE,
                        DriverProperties.ACCESS_KEY_ID,
                        DriverProperties.SECRET_ACCESS_KEY,
                        DriverProperties.SESSION_TOKEN,
                        DriverProperties.ROLE_ARN,
                        DriverProperties.ROLE_SESSION_NAME,
                        DriverProperties.ROLE_EXTERNAL_ID,
                        DriverProperties.CREDENTIALS_PROVIDER,
                        SignInProperties.WEB_IDENTITY_TOKEN_FILE,
                        SignInProperties.WEB_IDENTITY_TOKEN,
                        SignInProperties.MFA_SERIAL,
                        SignInProperties.MFA_CODE,
                        SignInProperties.SAML_LOGIN_URL,
                        SignInProperties.SAML_ASSERTION,
                        SignInProperties.SAML_PROVIDER_ARN,
                        SignInProperties.SAML_FLOW,
                        SignInProperties.SAML_PORT,
                        SsoProperties.SSO_START_URL,
                        SsoProperties.SSO_REGION,
                        SsoProperties.SSO_ACCOUNT_ID,
                        SsoProperties.SSO_ROLE_NAME,
                        SsoProperties.SSO_FLOW,
                        SsoProperties.SSO_PORT,
                        SsoProperties.SSO_APPLICATION_ARN,
                        DriverProperties.DB_USER,
                        DriverProperties.SECRET_ARN,
                        DriverProperties.PASSWORD)
                .toList()) {
            assertThat(page).contains("`" + property.name());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPolicyIsJson() {
        var policies = policies("json");
        assertThat(policies).hasSizeGreaterThan(10);
        return policies.stream()
                .map(policy -> DynamicTest.dynamicTest(
                        policy, () -> assertThat(fields(policy)).contains("Version", "Statement", "Effect", "Action")));
    }

    private static List<String> policies(String language) {
        return ManualPages.blocks("docs/iam.md").stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** The whole policy stands there as JSON, for Terraform and for CloudFormation; one for a cluster as JSON alone. */
    @Test
    void theFormsOfTheWholePolicyAllowTheSame() {
        var workgroup = actions(policies("json").get(0));
        assertThat(workgroup).hasSize(12).contains("redshift-serverless:GetCredentials");
        assertThat(actions(policies("hcl").get(0))).isEqualTo(workgroup);
        assertThat(actions(policies("yaml").get(0))).isEqualTo(workgroup);
        var cluster = new TreeSet<>(workgroup);
        cluster.remove("redshift-serverless:GetCredentials");
        cluster.add("redshift:GetClusterCredentialsWithIAM");
        assertThat(actions(policies("json").get(1))).isEqualTo(cluster);
    }

    /** GetStatementResultV2 has the action of GetStatementResult. */
    @Test
    void theWholePolicyAllowsEveryOperationThatTheDriverCalls() {
        var allowed = actions(policies("json").get(0));
        assertThat(operations()).allSatisfy(operation -> assertThat(allowed)
                .contains("redshift-data:" + operation.replaceFirst("V2$", "")));
    }

    private static Set<String> actions(String policy) {
        return Pattern.compile("\"(redshift[a-z-]*:[A-Z]\\w+)\"")
                .matcher(policy)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields(String json) throws IOException {
        var factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        var names = new HashSet<String>();
        try (var parser = factory.createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void everyActionOfTheDataApiIsAnOperationOfIt() {
        var operations = Arrays.stream(RedshiftDataClient.class.getMethods())
                .map(Method::getName)
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toSet());
        var actions = Pattern.compile("\"redshift-data:(\\w+)\"")
                .matcher(ManualPages.text("docs/iam.md"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actions).isNotEmpty();
        assertThat(operations).containsAll(actions);
    }

    @Test
    void everyOperationThatTheDriverCallsIsOnThePage() {
        var page = ManualPages.text("docs/iam.md");
        var operations = operations();

        assertThat(operations).contains("ExecuteStatement", "ListTables");
        for (var operation : operations) {
            assertThat(page).contains(operation);
        }
    }

    private static Set<String> operations() {
        return CALL.matcher(ManualPages.driverSource())
                .results()
                .map(found -> found.group(1))
                .filter(name -> Arrays.stream(RedshiftDataClient.class.getMethods())
                        .anyMatch(method -> method.getName().equals(name)))
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .filter(name -> !name.equals("Close"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
