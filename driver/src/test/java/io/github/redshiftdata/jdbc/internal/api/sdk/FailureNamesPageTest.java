package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataException;

/** The names in brackets of the page about troubleshooting mean what the driver makes of them. */
class FailureNamesPageTest {

    private static final Pattern NAME =
            Pattern.compile("^\\| `(\\w+)` \\| (\\d{3}) \\| (\\w{5}) \\| (no|not known) \\|", Pattern.MULTILINE);
    private static final Pattern REFUSAL = Pattern.compile("^\\| `([^`]+)` \\| (\\w{5}) \\|", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("(?:Kind\\.\\w+,\\s+|String [A-Z_]+ = )\"([A-Z][A-Za-z]+)\"");

    private final String page = page();

    private static String page() {
        try {
            var text = Files.readString(Path.of("..", "docs", "troubleshooting.md"));
            return text.substring(text.indexOf("## Names in brackets"), text.indexOf("## URL and properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> aNameOfAwsHasTheStateAndTheDoubtOfTheTable() {
        var rows = NAME.matcher(page).results().toList();
        assertThat(rows).hasSizeGreaterThan(18);
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.group(1), () -> check(row)));
    }

    private static void check(MatchResult row) {
        var failure = failure(row.group(1), "x", Integer.parseInt(row.group(2)));
        assertThat(ServiceErrors.of(failure, null, null).getSQLState()).isEqualTo(row.group(3));
        assertThat(failure.mayBeDone()).isEqualTo(row.group(4).equals("not known"));
    }

    @Test
    void everyExceptionOfTheModelIsInTheTable() {
        var names = Arrays.stream(RedshiftDataClient.class.getMethods())
                .map(Method::getExceptionTypes)
                .flatMap(Arrays::stream)
                .filter(type ->
                        RedshiftDataException.class.isAssignableFrom(type) && type != RedshiftDataException.class)
                .map(Class::getSimpleName)
                .distinct()
                .toList();
        assertThat(names).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(page)
                .contains("| `" + name + "` |"));
    }

    @Test
    void everyRefusalOfTheTableHasItsState() {
        var start = page.indexOf("| Behind `ValidationException`");
        var rows = REFUSAL.matcher(page.substring(start)).results().toList();
        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(row -> assertThat(
                        ServiceErrors.of(failure("ValidationException", row.group(1), 400), null, null)
                                .getSQLState())
                .as(row.group(1))
                .isEqualTo(row.group(2)));
    }

    /** The driver's own words for failures without a name of AWS. */
    @Test
    void everyNameOfTheDriverIsInTheTable() throws IOException {
        var names = Stream.of("error/ServiceFailure", "api/sdk/FailureClassifier", "exec/statement/CancelTries")
                .map(file -> source(file))
                .flatMap(source -> CODE.matcher(source).results().map(found -> found.group(1)))
                .distinct()
                .toList();
        assertThat(names)
                .contains("Unreachable", "CredentialsFailed", "NotCancelled")
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
        assertThat(List.of(ServiceFailure.BARE_STATUS)).containsExactly("HTTP ");
    }

    private static String source(String file) {
        try {
            return Files.readString(Path.of("src/main/java/io/github/redshiftdata/jdbc/internal/" + file + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceFailure failure(String code, String text, int status) {
        var details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(text).build();
        return new ErrorAnswer("here", (RedshiftDataException) RedshiftDataException.builder()
                        .awsErrorDetails(details)
                        .statusCode(status)
                        .build())
                .failure();
    }
}
