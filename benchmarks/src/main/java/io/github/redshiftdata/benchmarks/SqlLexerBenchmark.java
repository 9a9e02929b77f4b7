package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.jdbc.internal.sql.SqlScript;
import io.github.redshiftdata.jdbc.internal.sql.SqlTextException;
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

/** What the driver does with a text before it sends it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SqlLexerBenchmark {

    private static final String QUERY =
            """
            select o.id, c.name, sum(o.amount) as total -- per customer
            from orders o join customers c on c.id = o.customer_id
            where o.created_at >= ? and c.region in (?, ?) and o.state <> 'it''s void'
            group by 1, 2 having sum(o.amount) > ? order by total desc limit 100""";

    /** A short query, or a script of 100 longer statements. */
    @Param({"query", "script"})
    public String text = "query";

    private String sql = "";

    /** Makes the text. */
    @Setup
    public void makeText() {
        sql = text.equals("query") ? QUERY : (QUERY + ";\n").repeat(100);
    }

    /** Statements with their kinds and markers. */
    @Benchmark
    public Object statements() throws SqlTextException {
        return SqlScript.parse(sql);
    }
}
