package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.List;

/** One statement ready for the service: no {@code ?} is left, every {@code :name} has its parameter. */
public record BoundStatement(String sql, List<SqlParameter> parameters, StatementKind kind) {}
