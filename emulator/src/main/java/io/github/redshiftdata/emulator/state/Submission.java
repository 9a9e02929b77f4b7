package io.github.redshiftdata.emulator.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when a statement was submitted.
 *
 * @param sequence grows with each submission
 * @param parameters in the order given; empty for none
 * @param batch whether it came as a batch, even one of a single text
 * @param withEvent whether Amazon EventBridge is to be told of its end
 * @param session null where the statement gets a database session of its own
 * @param clientToken what stands for this submission, the operation included; null where nothing does
 */
public record Submission(
        String id,
        long sequence,
        @Nullable String name,
        Target target,
        List<Text> texts,
        Map<String, String> parameters,
        boolean batch,
        ExecutionMode mode,
        ResultFormat format,
        boolean withEvent,
        @Nullable Session session,
        @Nullable String clientToken,
        Instant createdAt) {

    /** One SQL text with the parameters that it refers to. */
    public record Text(String sql, Map<String, String> parameters) {}
}
