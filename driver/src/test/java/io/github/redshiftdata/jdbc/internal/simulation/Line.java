package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way of one connection's requests to the service and back, with what happens to them on it. */
final class Line {

    /** A request that runs in a thread of its own, whose caller may leave. */
    private static final class Begun {
        private boolean sent;
        private boolean withdrawn;
        private boolean brokenOff;

        private @Nullable Object waiter;
    }

    /** A request under way. */
    final class Call {
        private final Network.Fate fate;
        /** The one as whose answers its own ones go. */
        private final Operation operation;

        private final long sent;
        private final Object waiter;
        private boolean ended;
        private @Nullable Object value;
        private @Nullable DataApiException failure;

        Call(Operation operation, Network.Fate fate, long sent, Object waiter) {
            this.operation = operation;
            this.fate = fate;
            this.sent = sent;
            this.waiter = waiter;
        }

        /** The same request on its way once more, whose answer nobody hears. */
        Call unheard() {
            return new Call(operation, UNHEARD, sent, waiter);
        }

        Operation operation() {
            return operation;
        }

        /** When it left the driver. */
        long sent() {
            return sent;
        }

        /** Whether it is to be answered in a right way that is seldom met. */
        boolean isOdd() {
            return fate.odd();
        }

        void answer(Object right) {
            back(right, null);
        }

        void refuse(DataApiException refusal) {
            back(null, refusal);
        }

        private void back(@Nullable Object right, @Nullable DataApiException refusal) {
            world.time().at(world.time().nanos() + fate.back().toNanos(), () -> {
                var instead = fate.instead();
                if (instead == WireAnswer.SILENCE || instead == WireAnswer.SIGNER_IS_SLOW) {
                    return;
                }
                if (instead == null) {
                    deliver(right, refusal);
                } else {
                    deliver(null, world.answers().failure(instead, operation));
                }
            });
        }

        private void deliver(@Nullable Object right, @Nullable DataApiException refusal) {
            if (!ended) {
                ended = true;
                unansweredSince = refusal == null || refusal.failure().isAnswered() ? null : unansweredSince;
                value = right;
                failure = refusal;
                world.time().wake(waiter);
            }
        }
    }

    /** What the service does with a request that has arrived; it may answer later. */
    @FunctionalInterface
    interface Handling {
        void of(Call call);
    }

    private static final Network.Fate UNHEARD =
            new Network.Fate(Duration.ZERO, Duration.ZERO, Duration.ZERO, Network.Arrival.ONCE, WireAnswer.SILENCE);
    private static final ThreadLocal<@Nullable Begun> CURRENT = new ThreadLocal<>();

    private final SimulatedService.World world;
    private final String line;
    private final Map<Operation, Integer> sent = new EnumMap<>(Operation.class);
    private int requests;
    private @Nullable Long unansweredSince;
    private String step = "";

    /** @param name the luck of the requests depends on it */
    Line(SimulatedService.World world, String name) {
        this.world = world;
        this.line = name;
    }

    /** The requests from now on belong to a step of the program. */
    void enter(String name) {
        step = name;
        requests = 0;
        sent.clear();
    }

    /** How many requests of an operation were sent in this step. */
    int sent(Operation operation) {
        return sent.getOrDefault(operation, 0);
    }

    /** How long the service has owed an answer to a request, of those sent since a time. */
    Duration silentFor(long from) {
        var since = unansweredSince;
        return since == null ? Duration.ZERO : world.time().since(Math.max(from, since));
    }

    /** Sends a request and waits for its answer. */
    Object exchange(Operation operation, Duration timeout, Handling handling) throws DataApiException {
        sent.merge(operation, 1, Integer::sum);
        return exchange(operation, operation, timeout, handling);
    }

    /**
     * The same for an operation of which nobody has recorded what the driver makes of its answers.
     *
     * @param like one that fails in the same ways
     */
    Object exchange(Enum<?> name, Operation like, Duration timeout, Handling handling) throws DataApiException {
        var time = world.time();
        time.letOthersGo();
        var end = time.nanos() + timeout.toNanos();
        var own = CURRENT.get();
        var fate = world.network().fate(line, step, name, ++requests);
        world.account().sent(name);
        unansweredSince = unansweredSince == null ? (Long) time.nanos() : unansweredSince;
        sign(own, fate, end, like);
        var call = new Call(like, fate, time.nanos(), time.me());
        world.timeline()
                .note(() -> line + " sends " + name + " (" + fate.arrival()
                        + (fate.instead() == null ? "" : ", " + fate.instead()) + ")");
        send(call, admitted(name, handling));
        while (!call.ended && time.nanos() < end && !isBrokenOff(own)) {
            if (own != null) {
                own.waiter = time.me();
            }
            if (!time.passes(end - time.nanos())) {
                throw world.answers().interrupted();
            }
        }
        return heard(call, name);
    }

    /** What is one too many for the account is refused as it arrives. */
    private Handling admitted(Enum<?> name, Handling handling) {
        return call -> {
            if (world.account().admits(name)) {
                handling.of(call);
            } else {
                call.refuse(world.answers().failure(WireAnswer.THROTTLING, call.operation));
            }
        };
    }

    private static boolean isBrokenOff(@Nullable Begun own) {
        return own != null && own.brokenOff;
    }

    /** Fetches credentials, which takes no longer than the request may and ends when its caller has gone. */
    private void sign(@Nullable Begun own, Network.Fate fate, long end, Operation operation) throws DataApiException {
        var time = world.time();
        var signed = time.nanos() + fate.signing().toNanos();
        while (time.nanos() < Math.min(signed, end) && !isBrokenOff(own) && !isWithdrawn(own)) {
            if (own != null) {
                own.waiter = time.me();
            }
            if (!time.passes(Math.min(signed, end) - time.nanos())) {
                throw world.answers().interrupted();
            }
        }
        if (time.nanos() < signed || isBrokenOff(own) || isWithdrawn(own)) {
            throw world.answers().failure(WireAnswer.SIGNER_IS_SLOW, operation);
        }
        if (own != null) {
            own.sent = true;
        }
    }

    private static boolean isWithdrawn(@Nullable Begun own) {
        return own != null && own.withdrawn;
    }

    private void send(Call call, Handling handling) {
        var time = world.time();
        var there = time.nanos() + call.fate.there().toNanos();
        switch (call.fate.arrival()) {
            case NEVER -> time.at(there, () -> call.back(null, null));
            case ONCE, LATE -> time.at(there, () -> handling.of(call));
            case TWICE -> {
                // The connection breaks behind the first, and something on the way tries again.
                time.at(there, () -> handling.of(call.unheard()));
                time.at(there + call.fate.back().toNanos() * 3, () -> handling.of(call));
            }
        }
    }

    private Object heard(Call call, Enum<?> name) throws DataApiException {
        if (!call.ended) {
            throw call.fate.instead() == WireAnswer.SIGNER_IS_SLOW
                    ? world.answers().failure(WireAnswer.SIGNER_IS_SLOW, call.operation)
                    : world.answers().failure(WireAnswer.SILENCE, call.operation);
        }
        var failure = call.failure;
        var rate = name == call.operation ? Answers.rate(call.operation) : Optional.<OperationRates.Operation>empty();
        if (failure == null) {
            rate.ifPresent(which -> world.rates().of(which).accepted());
            world.account().heardOfTaking(name);
            return Objects.requireNonNull(call.value);
        }
        if (failure.failure().kind() == Kind.THROTTLED) {
            rate.ifPresent(which -> world.rates().of(which).throttled());
            world.account().heardOfRefusal(name);
        }
        throw failure;
    }

    /** The answer to come of a request that was begun. */
    private final class Answer<T> extends CompletableFuture<T> {
        private final Begun own = new Begun();

        @Override
        public boolean cancel(boolean mayInterrupt) {
            var cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                own.brokenOff = true;
                wake(own);
            }
            return cancelled;
        }
    }

    private void wake(Begun own) {
        if (own.waiter != null) {
            world.time().wake(own.waiter);
        }
    }

    /** Sends a request in a thread of its own. */
    <T> CompletableFuture<T> begin(DataApi.Request<T> request) {
        world.time().inTurn();
        var answer = new Answer<T>();
        world.time().spawn(line + " request", () -> {
            CURRENT.set(answer.own);
            try {
                answer.complete(request.send());
            } catch (DataApiException | RuntimeException e) {
                answer.completeExceptionally(e);
            } finally {
                CURRENT.remove();
            }
        });
        return answer;
    }

    /** Takes a request back of which nothing has left. */
    boolean withdraw(CompletableFuture<?> begun) {
        if (!(begun instanceof Answer<?> answer) || answer.own.sent) {
            return false;
        }
        answer.own.withdrawn = true;
        wake(answer.own);
        return true;
    }
}
