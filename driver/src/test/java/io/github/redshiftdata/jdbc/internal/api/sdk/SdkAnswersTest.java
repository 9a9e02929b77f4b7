package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.api.page.PageReader;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSessionsResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataResponseMetadata;
import software.amazon.awssdk.services.redshiftdata.model.SessionData;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;
import software.amazon.awssdk.services.redshiftdata.model.TableMember;

/** Every member of every answer, there and missing. */
class SdkAnswersTest {

    private static RedshiftDataResponseMetadata metadata(String requestId) {
        AwsResponseMetadata all = DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, requestId));
        return RedshiftDataResponseMetadata.create(all);
    }

    @SuppressWarnings("unchecked") // the answer is of the class that its builder makes
    private static <T extends RedshiftDataResponse> T identified(T answer) {
        return (T) answer.toBuilder().responseMetadata(metadata("r-1")).build();
    }

    // ---------------------------------------------------------------- submissions

    @Test
    void allThatASubmissionTellsIsRead() {
        var whole = new Submitted("s1", "x", StatementStatus.FINISHED, true, "r-1");
        assertThat(SdkAnswers.submitted(identified(ExecuteStatementResponse.builder()
                        .id("s1")
                        .sessionId("x")
                        .status("FINISHED")
                        .hasResultSet(true)
                        .build())))
                .isEqualTo(whole);
        assertThat(SdkAnswers.submitted(identified(BatchExecuteStatementResponse.builder()
                        .id("s1")
                        .sessionId("x")
                        .status("FINISHED")
                        .hasResultSet(true)
                        .build())))
                .isEqualTo(whole);
    }

    @Test
    void whatASubmissionDoesNotTellIsNotGuessed() {
        var bare = new Submitted("s1", null, null, null, null);
        assertThat(SdkAnswers.submitted(
                        ExecuteStatementResponse.builder().id("s1").build()))
                .isEqualTo(bare);
        assertThat(SdkAnswers.submitted(
                        BatchExecuteStatementResponse.builder().id("s1").build()))
                .isEqualTo(bare);
    }

    // ---------------------------------------------------------------- descriptions

    @Test
    void allThatADescriptionTellsIsRead() {
        var answer = identified(DescribeStatementResponse.builder()
                .id("s1")
                .status("FAILED")
                .hasResultSet(true)
                .resultRows(1L)
                .duration(3L)
                .resultSize(8L)
                .redshiftPid(9L)
                .createdAt(Instant.EPOCH)
                .updatedAt(Instant.MAX)
                .queryString("select 1")
                .redshiftQueryId(4L)
                .sessionId("x")
                .error("ERROR: no")
                .resultFormat("CSV")
                .redshiftQueryUuid("u")
                .subStatements(SubStatementData.builder()
                        .id("s1:1")
                        .status("ABORTED")
                        .hasResultSet(true)
                        .resultRows(6L)
                        .redshiftQueryId(7L)
                        .error("ERROR: part")
                        .redshiftQueryUuid("v")
                        .duration(10L)
                        .resultSize(11L)
                        .createdAt(Instant.EPOCH)
                        .updatedAt(Instant.MAX)
                        .queryString("select 2")
                        .build())
                .build());
        var part = new StatementDescription.SubStatement(
                "s1:1",
                StatementStatus.ABORTED,
                true,
                6,
                7,
                "ERROR: part",
                "v",
                new StatementFigures(Instant.EPOCH, Instant.MAX, 10, 11, -1, "select 2"));
        assertThat(SdkAnswers.description("s1", answer))
                .isEqualTo(new StatementDescription(
                        "s1",
                        StatementStatus.FAILED,
                        true,
                        1,
                        4,
                        "x",
                        "ERROR: no",
                        List.of(part),
                        "r-1",
                        ResultFormat.CSV,
                        "u",
                        new StatementFigures(Instant.EPOCH, Instant.MAX, 3, 8, 9, "select 1"),
                        null));
    }

    @Test
    void numbersThatADescriptionDoesNotTellAreMinusOneAndTheRestIsAbsent() {
        var answer = DescribeStatementResponse.builder()
                .id("s1")
                .status("FINISHED")
                .subStatements(
                        SubStatementData.builder().id("s1:1").status("FINISHED").build())
                .build();
        var part = new StatementDescription.SubStatement("s1:1", StatementStatus.FINISHED, null, -1, -1, null, null);
        assertThat(SdkAnswers.description("s1", answer))
                .isEqualTo(new StatementDescription(
                        "s1",
                        StatementStatus.FINISHED,
                        null,
                        -1,
                        -1,
                        null,
                        null,
                        List.of(part),
                        null,
                        ResultFormat.JSON,
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, SUBMITTED",
        "PICKED, PICKED",
        "STARTED, STARTED",
        "FINISHED, FINISHED",
        "FAILED, FAILED",
        "ABORTED, ABORTED",
        "ALL, UNKNOWN",
        "finished, UNKNOWN",
        "RESTING, UNKNOWN"
    })
    void everyStatusOfAStatementIsThatOrNotKnown(String name, StatementStatus status) {
        var submitted = ExecuteStatementResponse.builder().id("s1").status(name).build();
        var batch =
                BatchExecuteStatementResponse.builder().id("s1").status(name).build();
        var described =
                DescribeStatementResponse.builder().id("s1").status(name).build();
        var listed = ListStatementsResponse.builder()
                .statements(StatementData.builder().id("s1").status(name).build())
                .build();
        assertThat(SdkAnswers.submitted(submitted).status()).isEqualTo(status);
        assertThat(SdkAnswers.submitted(batch).status()).isEqualTo(status);
        assertThat(SdkAnswers.description("s1", described).status()).isEqualTo(status);
        assertThat(SdkAnswers.statements(listed))
                .extracting(StatementEntry::status)
                .containsExactly(status);
    }

    @ParameterizedTest
    @CsvSource({
        "s1, s1, true",
        "s1:2, s1:2, true",
        "s1:2, s1, true",
        "s1, s1:2, false",
        "s12, s1, false",
        "s1, s2, false"
    })
    void aDescriptionIsOfTheStatementOrOfTheBatchOfThePart(String asked, String told, boolean isIt) {
        var answer = identified(
                DescribeStatementResponse.builder().id(told).status("STARTED").build());
        if (isIt) {
            assertThat(SdkAnswers.description(asked, answer).statementId()).isEqualTo(told);
        } else {
            var refused =
                    catchThrowableOfType(UnexpectedAnswerException.class, () -> SdkAnswers.description(asked, answer));
            assertThat(refused)
                    .hasMessage("the answer (DescribeStatementResponse) is about another statement (" + told + ")");
            assertThat(refused.requestId()).isEqualTo("r-1");
        }
    }

    // ---------------------------------------------------------------- lists

    @ParameterizedTest
    @CsvSource({"AVAILABLE, AVAILABLE", "BUSY, BUSY", "CLOSED, CLOSED", "available, UNKNOWN", "RESTING, UNKNOWN"})
    void everyStatusOfASessionIsThatOrNotKnown(String name, SessionDescription.Status status) {
        var answer = ListSessionsResponse.builder()
                .sessions(SessionData.builder()
                        .sessionId("x")
                        .status(name)
                        .currentStatementId("s1")
                        .build())
                .build();
        assertThat(SdkAnswers.sessions(answer)).containsExactly(new SessionDescription("x", status, "s1"));
    }

    @Test
    void allThatIsListedIsRead() {
        var statements = ListStatementsResponse.builder()
                .statements(
                        StatementData.builder()
                                .id("s1")
                                .statementName("n")
                                .status("STARTED")
                                .sessionId("x")
                                .build(),
                        StatementData.builder().id("s2").status("STARTED").build())
                .build();
        assertThat(SdkAnswers.statements(statements))
                .containsExactly(
                        new StatementEntry("s1", "n", StatementStatus.STARTED, "x"),
                        new StatementEntry("s2", "", StatementStatus.STARTED, null));
        assertThat(SdkAnswers.databases(
                        ListDatabasesResponse.builder().databases("a", "b").build()))
                .containsExactly("a", "b");
        assertThat(SdkAnswers.schemas(
                        ListSchemasResponse.builder().schemas("a", "b").build()))
                .containsExactly("a", "b");
        var tables = ListTablesResponse.builder()
                .tables(
                        TableMember.builder().schema("s").name("t").type("VIEW").build(),
                        TableMember.builder().name("u").build())
                .build();
        assertThat(SdkAnswers.tables(tables))
                .containsExactly(new TableEntry("s", "t", "VIEW"), new TableEntry("", "u", ""));
    }

    private static software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata.Builder column() {
        return software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata.builder()
                .name("n");
    }

    @Test
    void allThatIsToldOfAColumnIsRead() {
        var whole = column().label("l")
                .typeName("int4")
                .precision(1)
                .scale(2)
                .length(3)
                .nullable(0)
                .isSigned(true)
                .isCaseSensitive(true)
                .isCurrency(true)
                .schemaName("s")
                .tableName("t")
                .columnDefault("d")
                .build();
        var answer = DescribeTableResponse.builder()
                .columnList(whole, column().build())
                .build();
        assertThat(SdkAnswers.columns(answer, "asked", "for"))
                .containsExactly(
                        new ColumnMetadata("l", "n", "int4", 1, 2, 3, 0, true, true, true, "s", "t", "d"),
                        new ColumnMetadata("", "n", "", 0, 0, 0, 2, false, false, false, "asked", "for", ""));
        assertThat(SdkAnswers.columns(answer, null, null).get(1))
                .isEqualTo(new ColumnMetadata("", "n", "", 0, 0, 0, 2, false, false, false, "", "", ""));
    }

    static Stream<Arguments> empty() {
        return Stream.of(
                Arguments.of(SdkAnswers.sessions(
                        ListSessionsResponse.builder().sessions(List.of()).build())),
                Arguments.of(SdkAnswers.statements(
                        ListStatementsResponse.builder().statements(List.of()).build())),
                Arguments.of(SdkAnswers.databases(
                        ListDatabasesResponse.builder().databases(List.of()).build())),
                Arguments.of(SdkAnswers.schemas(
                        ListSchemasResponse.builder().schemas(List.of()).build())),
                Arguments.of(SdkAnswers.tables(
                        ListTablesResponse.builder().tables(List.of()).build())),
                Arguments.of(SdkAnswers.columns(
                        DescribeTableResponse.builder().columnList(List.of()).build(), null, null)));
    }

    @ParameterizedTest
    @MethodSource("empty")
    void aListThatIsThereMayBeEmpty(List<?> read) {
        assertThat(read).isEmpty();
    }

    // ---------------------------------------------------------------- what is missing

    static Stream<Arguments> lacking() {
        return Stream.of(
                Arguments.of("the answer (ExecuteStatementResponse) lacks the Id", (Runnable) () ->
                        SdkAnswers.submitted(ExecuteStatementResponse.builder().build())),
                Arguments.of("the answer (BatchExecuteStatementResponse) lacks the Id", (Runnable)
                        () -> SdkAnswers.submitted(
                                BatchExecuteStatementResponse.builder().id("").build())),
                Arguments.of("the answer (CancelStatementResponse) lacks the Status", (Runnable) () ->
                        SdkAnswers.cancelled(CancelStatementResponse.builder().build())),
                Arguments.of("the answer (ListSessionsResponse) lacks the Sessions", (Runnable)
                        () -> SdkAnswers.sessions(ListSessionsResponse.builder().build())),
                Arguments.of("the answer (ListStatementsResponse) lacks the Statements", (Runnable) () ->
                        SdkAnswers.statements(ListStatementsResponse.builder().build())),
                Arguments.of("the answer (ListDatabasesResponse) lacks the Databases", (Runnable) () ->
                        SdkAnswers.databases(ListDatabasesResponse.builder().build())),
                Arguments.of("the answer (ListSchemasResponse) lacks the Schemas", (Runnable)
                        () -> SdkAnswers.schemas(ListSchemasResponse.builder().build())),
                Arguments.of("the answer (ListTablesResponse) lacks the Tables", (Runnable)
                        () -> SdkAnswers.tables(ListTablesResponse.builder().build())),
                Arguments.of("the answer (DescribeTableResponse) lacks the ColumnList", (Runnable)
                        () -> SdkAnswers.columns(DescribeTableResponse.builder().build(), "s", "t")),
                Arguments.of("the answer (DescribeTableResponse) lacks the name of a column", (Runnable)
                        () -> SdkAnswers.columns(
                                DescribeTableResponse.builder()
                                        .columnList(column().name(null).build())
                                        .build(),
                                "s",
                                "t")),
                Arguments.of("the answer (ListDatabasesResponse) lacks the entry of Databases", (Runnable)
                        () -> SdkAnswers.databases(ListDatabasesResponse.builder()
                                .databases("a", null)
                                .build())));
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void anAnswerThatLacksWhatItMustHaveSaysWhat(String what, Runnable read) {
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(read::run)
                .withMessage(what + " that it must have");
    }

    @Test
    void aCancelThatIsNotAcceptedIsAnAnswer() {
        assertThat(SdkAnswers.cancelled(
                        CancelStatementResponse.builder().status(false).build()))
                .isFalse();
        assertThat(SdkAnswers.cancelled(
                        CancelStatementResponse.builder().status(true).build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"r-1, r-1", "UNKNOWN, ", "unknown, ", "unknown-1, unknown-1"})
    void theWordOfTheSdkForNoRequestIdIsNone(String given, @Nullable String known) {
        var answer = CancelStatementResponse.builder();
        answer.responseMetadata(metadata(given));
        assertThat(SdkAnswers.requestId(answer.build())).isEqualTo(known);
        assertThat(SdkAnswers.known(given)).isEqualTo(known);
        assertThat(SdkAnswers.known(null)).isNull();
        assertThat(SdkAnswers.requestId(CancelStatementResponse.builder().build()))
                .isNull();
    }

    @Test
    void whatIsWrongIsSaidAlsoWhereAnExceptionHasNoMessage() {
        assertThat(PageReader.brief(new IOException("cut"))).isEqualTo("cut");
        assertThat(PageReader.brief(new IOException())).isEmpty();
    }

    @Test
    void ofWhatIsWrongWithJsonNoExcerptOfTheAnswerIsShown() {
        var malformed = catchThrowableOfType(JsonProcessingException.class, () -> {
            try (var parser = new JsonFactory().createParser("{\"secret\": tru}")) {
                while (parser.nextToken() != null) {
                    // to the fault
                }
            }
        });
        assertThat(malformed.getMessage()).contains("line: 1");
        assertThat(PageReader.brief(malformed))
                .contains("Unrecognized token 'tru'")
                .doesNotContain("line: 1", "Source");
    }
}
