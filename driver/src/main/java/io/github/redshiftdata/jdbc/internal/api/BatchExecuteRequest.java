package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One BatchExecuteStatement; members as in {@link ExecuteRequest}. */
public record BatchExecuteRequest(
        List<String> sqls,
        List<SqlParameter> parameters,
        String clientToken,
        @Nullable String sessionId,
        @Nullable Integer sessionKeepAliveSeconds,
        @Nullable String statementName,
        int waitSeconds,
        ResultFormat resultFormat) {}
