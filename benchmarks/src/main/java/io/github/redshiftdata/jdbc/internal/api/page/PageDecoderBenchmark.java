package io.github.redshiftdata.jdbc.internal.api.page;

import io.github.redshiftdata.benchmarks.Pages;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A page of 1,000 rows, from its bytes to cells; in the package of the decoder, which is not public. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageDecoderBenchmark {

    private static final int ROWS = 1000;

    /** The columns of the page. */
    @Param({"2", "8", "100"})
    public int columns;

    private byte[] body = {};

    /** Makes the page. */
    @Setup
    public void makePage() {
        body = new Pages(columns, ROWS).page(ROWS, "");
    }

    /** Decodes only. */
    @Benchmark
    public ResultPage decode() throws IOException {
        return JsonPageDecoder.decode(body, body.length);
    }

    /** Decodes, and reads every cell as what it is. */
    @Benchmark
    public void decodeAndRead(Blackhole hole) throws IOException {
        var page = JsonPageDecoder.decode(body, body.length);
        var view = page.view();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < columns; column++) {
                view.moveTo(row, column);
                switch (view.kind()) {
                    case NULL -> hole.consume(0);
                    case LONG -> hole.consume(view.longValue());
                    case DOUBLE -> hole.consume(view.doubleValue());
                    case BOOLEAN -> hole.consume(view.booleanValue());
                    case TEXT -> hole.consume(view.text());
                    case BLOB -> hole.consume(view.blob());
                }
            }
        }
    }
}
