package io.github.redshiftdata.tests.tracing;

import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tracer with a mistake, each in another place. */
enum Broken implements RedshiftDataTracer {
    START,
    ATTRIBUTE,
    CURRENT,
    SCOPE,
    END;

    @Override
    public RedshiftDataSpan start(
            RedshiftDataSpan.Kind kind,
            String name,
            @Nullable RedshiftDataSpan parent,
            Map<String, Object> attributes) {
        failIf(START);
        return new RedshiftDataSpan() {
            @Override
            public void setAttribute(String attribute, Object value) {
                failIf(ATTRIBUTE);
            }

            @Override
            public Scope makeCurrent() {
                failIf(CURRENT);
                return () -> failIf(SCOPE);
            }

            @Override
            public void end(boolean failed) {
                failIf(END);
            }
        };
    }

    private void failIf(Broken place) {
        if (this == place) {
            throw new NoClassDefFoundError("of a tracer");
        }
    }
}
