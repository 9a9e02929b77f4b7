package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The body of an answer. */
@FunctionalInterface
public interface Answer {

    /**
     * Writes the body, one JSON object.
     *
     * @param json onto a stream, so that what is encoded already can pass by
     */
    void writeTo(JsonGenerator json) throws IOException;
}
