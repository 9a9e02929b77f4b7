package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.EngineColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result set as it is kept until it expires: columns, and pages that are encoded already. */
public final class Result implements Closeable {

    private final ResultFormat format;
    private final List<EngineColumn> columns;
    private final @Nullable Spool spool;
    private final long rowCount;
    private final long size;

    Result(ResultFormat format, List<EngineColumn> columns, Spool spool, long rowCount) {
        this(format, List.copyOf(columns), spool, rowCount, spool.size());
    }

    private Result(ResultFormat format, List<EngineColumn> columns, @Nullable Spool spool, long rowCount, long size) {
        this.format = format;
        this.columns = columns;
        this.spool = spool;
        this.rowCount = rowCount;
        this.size = size;
    }

    /** A result of which nothing but its size is known any more. */
    static Result expired(ResultFormat format, long rowCount, long size) {
        return new Result(format, List.of(), null, rowCount, size);
    }

    public ResultFormat format() {
        return format;
    }

    public List<EngineColumn> columns() {
        return columns;
    }

    public long rowCount() {
        return rowCount;
    }

    /** Bytes of all pages. */
    public long size() {
        return size;
    }

    /** Whether the rows are gone. */
    public boolean expired() {
        return spool == null || spool.closed();
    }

    long heapSize() {
        return spool == null ? 0 : spool.heapSize();
    }

    public int pageCount() {
        return spool == null ? 0 : spool.pageCount();
    }

    /**
     * One page: of JSON the rows separated by commas, of CSV whole lines.
     *
     * @throws IOException also where the result has expired
     */
    public byte[] page(int index) throws IOException {
        if (spool == null) {
            throw new IOException("The result has expired");
        }
        return spool.page(index);
    }

    @Override
    public void close() {
        if (spool != null) {
            spool.close();
        }
    }
}
