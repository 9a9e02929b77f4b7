package io.github.redshiftdata.emulator.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a result set as the engine reads it: columns once, then rows. */
public interface RowSink {

    void columns(List<EngineColumn> columns) throws EngineException;

    /**
     * One row.
     *
     * @param cells one for each column: null, Long, Double, Boolean, String or byte[], which become isNull, longValue,
     *     doubleValue, booleanValue, stringValue and blobValue. The array may be reused by the caller.
     */
    void row(@Nullable Object[] cells) throws EngineException;
}
