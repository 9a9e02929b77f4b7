package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.EngineColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A result set as it is kept until it expires: columns, and pages that are encoded already. */
public final class Result implements Closeable {

    private final ResultFormat format;
    private final List<EngineColumn> columns;
    private final Spool spool;
    private final long rowCount;

    Result(ResultFormat format, List<EngineColumn> columns, Spool spool, long rowCount) {
        this.format = format;
        this.columns = List.copyOf(columns);
        this.spool = spool;
        this.rowCount = rowCount;
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
        return spool.size();
    }

    public int pageCount() {
        return spool.pageCount();
    }

    /**
     * One page: of JSON the rows separated by commas, of CSV whole lines.
     *
     * @throws IOException also where the result has expired
     */
    public byte[] page(int index) throws IOException {
        return spool.page(index);
    }

    @Override
    public void close() {
        spool.close();
    }
}
