package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.jdbc.internal.types.Cell;
import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import io.github.redshiftdata.jdbc.internal.types.Conversions;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cells that come as texts, as the Java objects that they stand for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConversionsBenchmark {

    private record TextCell(String text) implements Cell {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public long longValue() {
            throw new IllegalStateException("a text");
        }

        @Override
        public double doubleValue() {
            throw new IllegalStateException("a text");
        }

        @Override
        public boolean booleanValue() {
            throw new IllegalStateException("a text");
        }

        @Override
        public byte[] blob() {
            throw new IllegalStateException("a text");
        }
    }

    private final Cell decimal = new TextCell("1234567.89");
    private final Cell timestamp = new TextCell("2024-02-29 13:14:15.123456");
    private final Cell timestampWithZone = new TextCell("2024-02-29 13:14:15.123456+00");
    private final Cell date = new TextCell("2024-02-29");

    /** A numeric as BigDecimal. */
    @Benchmark
    public @Nullable Object decimal() throws ConversionException {
        return Conversions.of(RedshiftType.NUMERIC, BigDecimal.class).convert(decimal);
    }

    /** A numeric as double. */
    @Benchmark
    public double decimalAsDouble() throws ConversionException {
        return Conversions.doubleReader(RedshiftType.NUMERIC).read(decimal);
    }

    /** A timestamp as java.sql.Timestamp. */
    @Benchmark
    public @Nullable Object timestamp() throws ConversionException {
        return Conversions.of(RedshiftType.TIMESTAMP, Timestamp.class).convert(timestamp);
    }

    /** A timestamp as LocalDateTime. */
    @Benchmark
    public @Nullable Object localDateTime() throws ConversionException {
        return Conversions.of(RedshiftType.TIMESTAMP, LocalDateTime.class).convert(timestamp);
    }

    /** A timestamp with time zone as OffsetDateTime. */
    @Benchmark
    public @Nullable Object offsetDateTime() throws ConversionException {
        return Conversions.of(RedshiftType.TIMESTAMPTZ, OffsetDateTime.class).convert(timestampWithZone);
    }

    /** A date as java.sql.Date. */
    @Benchmark
    public @Nullable Object date() throws ConversionException {
        return Conversions.of(RedshiftType.DATE, Date.class).convert(date);
    }
}
