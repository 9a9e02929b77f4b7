package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.state.PageTokens;
import io.github.redshiftdata.emulator.state.Target;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param nextToken null on the last page
 */
record Page<T>(List<T> items, @Nullable String nextToken) {

    /**
     * The page that MaxResults and NextToken of the request ask for.
     *
     * @param mostByDefault the size without MaxResults, or with 0
     */
    static <T> Page<T> of(Request request, List<T> all, int mostByDefault) {
        int most = most(request, mostByDefault);
        var scope = request.operation();
        int from = (int) Math.min(start(scope, request), all.size());
        int to = Math.min(from + most, all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? PageTokens.encode(scope, to) : null);
    }

    /** The size that MaxResults asks for, or the one without it. */
    static int most(Request request, int mostByDefault) {
        var asked = request.number("MaxResults");
        return asked == null || asked == 0 ? mostByDefault : asked;
    }

    /** Where the request's NextToken goes on; 0 without one. */
    static long start(String scope, Request request) {
        var token = request.text("NextToken");
        if (token == null || token.isEmpty()) {
            return 0;
        }
        return PageTokens.decode(scope, token).orElseThrow(() -> ServiceException.validation("Invalid NextToken"));
    }

    /** Whether a listing that may be narrowed by cluster, workgroup and database shows this target. */
    static boolean concerns(Request request, Target target) {
        return matches(request.text("ClusterIdentifier"), target.clusterIdentifier())
                && matches(request.text("WorkgroupName"), target.workgroupName())
                && matches(request.text("Database"), target.database());
    }

    private static boolean matches(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equals(actual);
    }

    void writeToken(JsonGenerator json) throws IOException {
        Shapes.text(json, "NextToken", nextToken);
    }
}
