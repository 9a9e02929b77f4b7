package io.github.redshiftdata.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/** Gives {@link RedshiftDialect} to connections of this driver, whatever product name they are told to show. */
public class RedshiftDialectResolver implements DialectResolver {

    private static final long serialVersionUID = 1L;

    private static final String DRIVER_NAME = "redshift-data-jdbc";

    @Override
    public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
        return DRIVER_NAME.equals(info.getDriverName()) ? new RedshiftDialect(info) : null;
    }
}
