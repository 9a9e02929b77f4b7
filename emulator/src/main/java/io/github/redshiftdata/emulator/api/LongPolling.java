package io.github.redshiftdata.emulator.api;

/** What becomes of WaitTimeSeconds, which older endpoints do not know. */
public enum LongPolling {
    /** The operation waits. */
    SUPPORTED,
    /** The member is ignored and the members that came to the answers with it are absent: an older endpoint. */
    IGNORED,
    /** The member is refused with a ValidationException. */
    REJECTED
}
