package io.github.redshiftdata.shell.console;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.Signals;

/**
 * Passes the signals of the system on to a terminal that was built without them.
 *
 * <p>A terminal that listens itself takes its listener away for a moment whenever its handler changes, twice for each line.
 * A Ctrl-C in that moment would end the program.
 */
public final class TerminalSignals implements AutoCloseable {

    private static final List<Terminal.Signal> PASSED =
            List.of(Terminal.Signal.INT, Terminal.Signal.WINCH, Terminal.Signal.CONT);

    private record Replaced(Terminal.Signal signal, Object handler) {}

    private final List<Replaced> replaced = new ArrayList<>();

    private TerminalSignals() {}

    /** Listens until it is closed. */
    public static TerminalSignals passedOnTo(Terminal terminal) {
        var signals = new TerminalSignals();
        for (var signal : PASSED) {
            var handler = Signals.register(signal.name(), () -> terminal.raise(signal));
            if (handler != null) {
                signals.replaced.add(new Replaced(signal, handler));
            }
        }
        return signals;
    }

    @Override
    public void close() {
        for (var old : replaced) {
            Signals.unregister(old.signal().name(), old.handler());
        }
    }
}
