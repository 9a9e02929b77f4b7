package io.github.redshiftdata.emulator.http;

import java.io.IOException;

/** A request came whole and is no HTTP. It is answered with status 400, and the connection ends. */
final class BadRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
