package io.github.redshiftdata.jdbc.internal.simulation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request of a history, by names that both services share: numbers in the order in which things came to be. */
sealed interface RequestStep {

    /** A session that nobody has opened. */
    int UNKNOWN = -1;
    /** No session. */
    int NONE = -2;

    /** ExecuteStatement, or BatchExecuteStatement where there are several texts or it is asked for, as one transaction or each text by itself. */
    record Submit(
            List<String> sqls,
            boolean batch,
            boolean each,
            int token,
            int session,
            @Nullable Integer keepAliveSeconds,
            String name,
            int waitSeconds)
            implements RequestStep {}

    /** What an id means. */
    enum Which {
        WHOLE,
        PART,
        PART_THAT_IS_NOT,
        UNKNOWN,
        MALFORMED
    }

    /** DescribeStatement. */
    record Describe(int statement, Which which, int part, int waitSeconds) implements RequestStep {}

    /** GetStatementResult, page by page to the end. */
    record Results(int statement, Which which, int part, boolean wrongToken) implements RequestStep {}

    /** CancelStatement. */
    record Cancel(int statement, Which which, int part) implements RequestStep {}

    /** ListSessions of one. */
    record FindSession(int session) implements RequestStep {}

    /** ListStatements by the start of their names. */
    record FindStatements(String nameStart) implements RequestStep {}

    /** Nobody asks anything for a while. */
    record Pass(Duration time) implements RequestStep {}
}
