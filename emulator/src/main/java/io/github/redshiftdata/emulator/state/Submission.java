package io.github.redshiftdata.emulator.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when a statement was submitted.
 *
 * @param parameters in the order given; empty for none
 * @param batch whether it came as a batch, even one of a single text
 * @param session null where the statement gets a database session of its own
 */
public record Submission(
        String id,
        @Nullable String name,
        Target target,
        List<Text> texts,
        Map<String, String> parameters,
        boolean batch,
        ExecutionMode mode,
        ResultFormat format,
        @Nullable Session session,
        Instant createdAt) {

    /** One SQL text with the parameters that it refers to. */
    public record Text(String sql, Map<String, String> parameters) {}
}
