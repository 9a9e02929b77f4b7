package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.Engine;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.state.ClientTokens;
import io.github.redshiftdata.emulator.state.History;
import io.github.redshiftdata.emulator.state.Restoration;
import io.github.redshiftdata.emulator.state.ResultSpace;
import io.github.redshiftdata.emulator.state.SessionStore;
import io.github.redshiftdata.emulator.state.StatementStore;
import java.time.Clock;

/** What the operations work on. */
public record Service(
        Engine engine,
        StatementStore statements,
        SessionStore sessions,
        ClientTokens clientTokens,
        ResultSpace results,
        History history,
        ServiceSettings settings,
        Clock clock) {

    /**
     * A service that remembers what the engine's ledger holds, and nothing where there is none.
     *
     * @throws EngineException where the ledger cannot be read
     */
    public static Service start(Engine engine, ServiceSettings settings, Clock clock) throws EngineException {
        var results = new ResultSpace(settings.keptResultBytes());
        var ledger = engine.ledger();
        var history = new History(ledger);
        // The other half is for what runs.
        long halfOfTheHeap = Runtime.getRuntime().maxMemory() / 2;
        var statements = new StatementStore(halfOfTheHeap, results, history, clock);
        var sessions = new SessionStore(clock);
        var tokens = new ClientTokens(statements, clock);
        if (ledger != null) {
            new Restoration(engine, statements, sessions, tokens, history, clock).run(ledger);
        }
        return new Service(engine, statements, sessions, tokens, results, history, settings, clock);
    }
}
