package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one request.
 *
 * @param answer what comes back instead of the right answer; null for the right one
 * @param delivery whether the request is carried out
 * @param trouble what happens in the warehouse meanwhile
 */
record Fault(@Nullable WireAnswer answer, Delivery delivery, Trouble trouble) {

    enum Delivery {
        /** Never carried out. */
        NEVER(""),
        /** Carried out although the answer does not tell. */
        CARRIED_OUT(", carried out"),
        /** Stuck on its way, and carried out some seconds later. */
        LATE(", carried out 8 s later");

        private final String words;

        Delivery(String words) {
            this.words = words;
        }
    }

    enum Trouble {
        NONE(""),
        /** The session has ended before the request comes. */
        SESSION_ENDS("the session ends"),
        /** The statement fails since its backend died, before it had an effect. */
        BACKEND_DIES_BEFORE("the backend dies before the end"),
        /** The same after its effect: nobody can tell. */
        BACKEND_DIES_AFTER("the backend dies after the end"),
        /** A cancel is taken and comes too late. */
        CANCEL_TAKEN_TOO_LATE("the cancel is taken, but too late");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }
    }

    static final List<Fault> ALL = all();

    static Fault lost() {
        return new Fault(WireAnswer.RESET, Delivery.CARRIED_OUT, Trouble.NONE);
    }

    static Fault of(WireAnswer answer, Delivery delivery) {
        return new Fault(answer, delivery, Trouble.NONE);
    }

    private static List<Fault> all() {
        var all = new ArrayList<Fault>();
        for (var answer : WireAnswer.values()) {
            if (!answer.isOnlyAfterTheService()) {
                all.add(of(answer, Delivery.NEVER));
            }
            if (!answer.isBeforeTheService()) {
                all.add(of(answer, Delivery.CARRIED_OUT));
            }
            if (answer == WireAnswer.SILENCE || answer == WireAnswer.RESET) {
                all.add(of(answer, Delivery.LATE));
            }
        }
        for (var trouble : Trouble.values()) {
            if (trouble != Trouble.NONE) {
                all.add(new Fault(null, Delivery.CARRIED_OUT, trouble));
            }
        }
        return List.copyOf(all);
    }

    /** Whether nobody can have carried out the request, and the service says so. */
    boolean isRefusal() {
        return answer != null && answer.isRefusal();
    }

    String label() {
        return answer == null ? trouble.words : answer.label() + delivery.words;
    }
}
