package io.github.redshiftdata.soak.verdict;

/** What a program may conclude about rows that it asked to write. */
public enum Conclusion {
    /** The call ended well: the rows are in, once. */
    IN,
    /** The call failed in a way that promises that nothing was written. */
    NOT_IN,
    /** The call failed in a way that promises nothing: the rows are in, once, or not. */
    UNKNOWN
}
