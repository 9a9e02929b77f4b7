package io.github.redshiftdata.emulator.state;

/** How a result is kept and sent. */
public enum ResultFormat {
    JSON,
    CSV
}
