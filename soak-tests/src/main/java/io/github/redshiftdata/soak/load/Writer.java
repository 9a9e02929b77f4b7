package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.verdict.Conclusions;
import io.github.redshiftdata.soak.verdict.WrittenCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes in one way, and journals what it was told. */
final class Writer extends Worker {

    /** With this limit a prepared batch becomes several statements. */
    private static final String SMALL_STATEMENTS = "&maxStatementBytes=1500";

    private final WritingKind kind;
    private final int inOneChunk;

    Writer(Load.Shared shared, String name, WritingKind kind, Dice dice) {
        super(shared, name, parameters(kind, name), dice);
        this.kind = kind;
        this.inOneChunk = parameters(kind, name).equals(SMALL_STATEMENTS) ? 1 : Integer.MAX_VALUE;
    }

    /** The first five writers are plain, the others have settings that change how the driver writes. */
    private static String parameters(WritingKind kind, String name) {
        if (name.compareTo("soak-w5") < 0) {
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
                .write(new Writing.Task(open, name(), dice, shared.journal(), shared.watch(), inOneChunk));
        var failure = written.failure();
        var untruths = new ArrayList<>(written.untruths());
        Conclusions.untruthOf(failure).ifPresent(untruths::add);
        var faults = failure == null ? List.<String>of() : shared.log().lastOf(name());
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
