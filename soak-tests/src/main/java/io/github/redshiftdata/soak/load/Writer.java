package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.verdict.Conclusions;
import io.github.redshiftdata.soak.verdict.WrittenCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes in one way, and journals what it was told. */
final class Writer extends Worker {

    /** With this limit a prepared batch becomes several statements. */
    private static final String SMALL_STATEMENTS = "&maxStatementBytes=1500";

    /** Of so many writers the first ones have no settings. */
    private static final int VARIANTS = 8;

    private static final int PLAIN = 5;

    private final WritingKind kind;
    private final boolean pooled;
    private final int inOneChunk;

    private Writer(
            Load.Shared shared,
            String name,
            Source source,
            WritingKind kind,
            boolean pooled,
            int inOneChunk,
            Dice dice) {
        super(shared, name, source, dice);
        this.kind = kind;
        this.pooled = pooled;
        this.inOneChunk = inOneChunk;
    }

    /** One with connections of its own. */
    static Writer alone(Load.Shared shared, int number, WritingKind kind, Dice dice) {
        var name = "soak-w" + number;
        var parameters = parameters(kind, number);
        var inOneChunk = parameters.equals(SMALL_STATEMENTS) ? 1 : Integer.MAX_VALUE;
        return new Writer(shared, name, own(shared, name, parameters), kind, false, inOneChunk, dice);
    }

    /** One that borrows a connection for each piece of work. */
    static Writer pooled(Load.Shared shared, PoolOfWriters pool, int number, WritingKind kind, Dice dice) {
        return new Writer(shared, "soak-p" + number, pool::borrow, kind, true, Integer.MAX_VALUE, dice);
    }

    @Override
    boolean returnsAfterEach() {
        return pooled;
    }

    /** Five of eight writers are plain, the others have settings that change how the driver writes. */
    private static String parameters(WritingKind kind, int number) {
        if (number % VARIANTS < PLAIN) {
            return "";
        }
        return switch (kind) {
            case INSERT -> "&session=auto";
            case PREPARED_BATCH -> SMALL_STATEMENTS;
            default -> "&parameters=literal";
        };
    }

    @Override
    void work(Connection open) {
        var written = kind.writing()
                .write(new Writing.Task(
                        open, name(), dice, shared.journal(), shared.watch(), shared.running(), inOneChunk));
        var failure = written.failure();
        var untruths = new ArrayList<>(written.untruths());
        Conclusions.untruthOf(failure).ifPresent(untruths::add);
        var faults = shared.log().lastOf(pooled ? PoolOfWriters.NAME : name());
        var call = new WrittenCall(
                name(), kind.name().toLowerCase(Locale.ROOT), written.atoms(), told(failure), untruths, faults);
        shared.journal().written(call);
        if (failure != null) {
            var first = written.atoms().get(0);
            shared.log()
                    .note(name() + " " + call.kind() + " key " + first.firstKey() + " " + first.conclusion() + " "
                            + call.told());
            failed();
        } else {
            succeeded();
        }
    }

    private static String told(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        var state = failure instanceof SQLException error ? error.getSQLState() + "/" + error.getErrorCode() + " " : "";
        return failure.getClass().getSimpleName() + " " + state + failure.getMessage();
    }
}
