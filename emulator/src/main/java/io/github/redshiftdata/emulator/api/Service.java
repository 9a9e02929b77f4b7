package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.Engine;
import io.github.redshiftdata.emulator.state.ClientTokens;
import io.github.redshiftdata.emulator.state.SessionStore;
import io.github.redshiftdata.emulator.state.StatementStore;
import java.time.Clock;

/** What the operations work on. */
public record Service(
        Engine engine,
        StatementStore statements,
        SessionStore sessions,
        ClientTokens clientTokens,
        ServiceSettings settings,
        Clock clock) {

    /** A service that has seen nothing yet. */
    public static Service empty(Engine engine, ServiceSettings settings, Clock clock) {
        return new Service(
                engine, new StatementStore(clock), new SessionStore(clock), new ClientTokens(clock), settings, clock);
    }
}
