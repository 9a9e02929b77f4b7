package io.github.redshiftdata.shell.console;

import java.io.IOException;

/** The user has left the pager before the end of a result: the rest is not wanted. */
public final class PagerLeftException extends IOException {

    private static final long serialVersionUID = 1L;

    PagerLeftException(IOException cause) {
        super("The pager was left.", cause);
    }
}
