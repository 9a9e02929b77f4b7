package io.github.redshiftdata.jdbc.internal.exec.statement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the program waits for again and again, each time not for long. Remembers over these waits since when
 * the service says that it does not know the statement: no single wait need be long enough to find that out.
 */
public final class AwaitedStatement {

    private final String statementId;
    private final boolean submittedHere;
    /** On the driver's clock; null while the service knows it, as far as is known. */
    private volatile @Nullable Long unknownSince;

    /** @param submittedHere whether the service has told the id to this program; otherwise it may be a mistake */
    public AwaitedStatement(String statementId, boolean submittedHere) {
        this.statementId = statementId;
        this.submittedHere = submittedHere;
    }

    public String statementId() {
        return statementId;
    }

    boolean isSubmittedHere() {
        return submittedHere;
    }

    void known() {
        unknownSince = null;
    }

    /** Called when the service says that it does not know it; returns whether it has said nothing else for this long. */
    boolean isUnknownFor(Duration longest, long now) {
        var since = unknownSince;
        if (since == null) {
            unknownSince = now;
            return longest.isZero();
        }
        return now - since >= longest.toNanos();
    }
}
