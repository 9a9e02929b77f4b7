package io.github.redshiftdata.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark in local mode reads and writes tables of the emulator, and names no dialect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedshiftDataDialectIT {

    private static final String URL = "jdbc:redshift-data://embedded/dev?currentSchema=spark_it";

    /** Texts in which each character means something to somebody. */
    private static final List<String> TEXTS = List.of(
            "plain",
            "it's",
            "50%",
            "50x",
            "a_b",
            "axb",
            "back\\slash",
            "backslash",
            "\\%",
            "end\\",
            "\"quoted\"",
            "é€😀");

    private SparkSession spark;
    private Connection connection;

    @BeforeAll
    void start() throws SQLException {
        connection = DriverManager.getConnection("jdbc:redshift-data://embedded/dev");
        execute("CREATE SCHEMA spark_it");
        execute("CREATE TABLE spark_it.texts (id INT, t VARCHAR(100))");
        try (var insert = connection.prepareStatement("INSERT INTO spark_it.texts VALUES (?, ?)")) {
            for (var text : TEXTS) {
                insert.setInt(1, TEXTS.indexOf(text));
                insert.setString(2, text);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.session.timeZone", "UTC")
                .config(
                        "spark.sql.catalog.warehouse",
                        "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog")
                .config("spark.sql.catalog.warehouse.url", URL)
                .config("spark.sql.catalog.warehouse.driver", "io.github.redshiftdata.jdbc.RedshiftDataDriver")
                .config("spark.sql.catalog.warehouse.pushDownAggregate", "true")
                .config("spark.sql.catalog.warehouse.pushDownLimit", "true")
                .config("spark.sql.catalog.warehouse.pushDownOffset", "true")
                .getOrCreate();
    }

    @AfterAll
    void stop() throws SQLException {
        spark.stop();
        execute("DROP SCHEMA spark_it CASCADE");
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Dataset<Row> read(String table) {
        return spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("dbtable", table)
                .load();
    }

    private Dataset<Row> catalog(String sql) {
        return spark.sql(sql);
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(row -> row.getString(0)).collect(Collectors.toList());
    }

    /** What Spark asks Redshift for. */
    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString();
    }

    // ---------------------------------------------------------------- filters

    @Test
    void filtersWithQuotesPercentSignsAndBackslashesFindTheirText() {
        for (var text : TEXTS) {
            var rows = read("texts").select("t").where(functions.col("t").equalTo(text));
            assertThat(texts(rows)).as(text).containsExactly(text);
            assertThat(plan(rows)).contains("PushedFilters: [").contains("EqualTo(t,");
        }
        assertThat(texts(read("texts").select("t").where(functions.col("t").isin("it's", "\\%", "none"))))
                .containsExactlyInAnyOrder("it's", "\\%");
    }

    @Test
    void partsOfTextsMeanThemselvesInPatterns() {
        for (var part : List.of("50%", "a_", "k\\", "\\", "\\%", "'", "%", "_", "\"", "é")) {
            var t = functions.col("t");
            for (var filter : Map.<String, Column>of(
                            "StringStartsWith", t.startsWith(part),
                            "StringEndsWith", t.endsWith(part),
                            "StringContains", t.contains(part))
                    .entrySet()) {
                var rows = read("texts").select("t").where(filter.getValue());
                assertThat(texts(rows))
                        .as(filter.getKey() + " " + part)
                        .containsExactlyInAnyOrderElementsOf(TEXTS.stream()
                                .filter(text -> switch (filter.getKey()) {
                                    case "StringStartsWith" -> text.startsWith(part);
                                    case "StringEndsWith" -> text.endsWith(part);
                                    default -> text.contains(part);
                                })
                                .toList());
                assertThat(plan(rows)).as("pushed to Redshift").contains(filter.getKey() + "(t,");
            }
        }
    }

    @Test
    void filtersOfTimesBytesAndNumbersFindTheirRows() throws SQLException {
        execute(
                "CREATE TABLE spark_it.moments (id INT, at TIMESTAMP, tz TIMESTAMPTZ, d DATE, b VARBYTE(10), n FLOAT8)");
        execute("INSERT INTO spark_it.moments VALUES (1, '2024-02-29 12:30:00.5', '2024-02-29 12:30:00.5+00',"
                + " '2024-02-29', FROM_HEX('00ff'), 1e300), (2, '2025-01-01', '2025-01-01+00', '2025-01-01',"
                + " FROM_HEX('01'), 'NaN'::FLOAT8)");
        var at = Timestamp.valueOf("2024-02-29 12:30:00.5");
        var tz = Timestamp.from(java.time.Instant.parse("2024-02-29T12:30:00.5Z"));
        for (var filter : List.of(
                functions.col("at").equalTo(at),
                functions.col("tz").equalTo(tz),
                functions.col("d").equalTo(Date.valueOf("2024-02-29")),
                functions.col("b").equalTo(functions.lit(new byte[] {0, (byte) 0xff})),
                functions.col("n").equalTo(1e300),
                functions.col("n").lt(Double.POSITIVE_INFINITY))) {
            var found = read("moments").where(filter).select("id").collectAsList();
            assertThat(found)
                    .as(filter.toString())
                    .extracting(row -> row.getInt(0))
                    .containsExactly(1);
        }
    }

    // ---------------------------------------------------------------- types

    private static final StructType EVERY_TYPE = new StructType(new StructField[] {
        DataTypes.createStructField("Yes \"or\" no", DataTypes.BooleanType, true),
        DataTypes.createStructField("tiny", DataTypes.ByteType, true),
        DataTypes.createStructField("small", DataTypes.ShortType, true),
        DataTypes.createStructField("whole", DataTypes.IntegerType, true),
        DataTypes.createStructField("big", DataTypes.LongType, true),
        DataTypes.createStructField("single", DataTypes.FloatType, true),
        DataTypes.createStructField("twice", DataTypes.DoubleType, true),
        DataTypes.createStructField("price", DataTypes.createDecimalType(38, 4), true),
        DataTypes.createStructField("text", DataTypes.StringType, true),
        DataTypes.createStructField("day", DataTypes.DateType, true),
        DataTypes.createStructField("instant", DataTypes.TimestampType, true),
        DataTypes.createStructField("local", DataTypes.TimestampNTZType, true),
        DataTypes.createStructField("bytes", DataTypes.BinaryType, true)
    });

    private static Row everyValue() {
        return RowFactory.create(
                true,
                (byte) -5,
                (short) 300,
                70_000,
                1L << 40,
                1.5f,
                1e300,
                new BigDecimal("1234567890123456789012345678901234.5678"),
                "it's \\ 100% é",
                Date.valueOf("2024-02-29"),
                Timestamp.from(java.time.Instant.parse("2024-02-29T23:59:59.123456Z")),
                LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000),
                new byte[] {0, 1, (byte) 0xff});
    }

    @Test
    void aTableOfEveryTypeIsCreatedWrittenAndReadBack() throws SQLException {
        var nothing = RowFactory.create(new Object[EVERY_TYPE.size()]);
        var rows = spark.createDataFrame(List.of(everyValue(), nothing), EVERY_TYPE);
        save(rows, "every_type", SaveMode.ErrorIfExists);

        assertThat(columnTypes("every_type"))
                .containsExactly(
                        "bool",
                        "int2",
                        "int2",
                        "int4",
                        "int8",
                        "float4",
                        "float8",
                        "numeric",
                        "varchar",
                        "date",
                        "timestamptz",
                        "timestamp",
                        "varbyte");
        var back = spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("dbtable", "every_type")
                .option("preferTimestampNTZ", "true")
                .load();
        assertThat(List.of(back.schema().fields()).stream()
                        .map(field -> field.dataType().simpleString()))
                .containsExactly(
                        "boolean",
                        "smallint",
                        "smallint",
                        "int",
                        "bigint",
                        "float",
                        "double",
                        "decimal(38,4)",
                        "string",
                        "date",
                        "timestamp",
                        "timestamp_ntz",
                        "binary");
        var found = back.orderBy(functions.col("tiny").desc_nulls_last()).collectAsList();
        var written = everyValue();
        for (int column = 0; column < written.size(); column++) {
            var expected = written.get(column) instanceof Byte tiny ? (Object) tiny.shortValue() : written.get(column);
            assertThat(found.get(0).get(column)).as(back.columns()[column]).isEqualTo(expected);
            assertThat(found.get(1).isNullAt(column)).as(back.columns()[column]).isTrue();
        }
    }

    /** The zone of this JVM is New York's, so that digits that wander are seen. */
    @Test
    void aTimeWithoutAZoneIsTheSameDigitsInRedshift() throws SQLException {
        var digits = "2024-02-29 12:30:00.123456";
        save(spark.sql("SELECT 1 AS id, TIMESTAMP_NTZ '" + digits + "' AS at"), "local_times", SaveMode.ErrorIfExists);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT at::VARCHAR FROM spark_it.local_times")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(digits);
        }
        execute("INSERT INTO spark_it.local_times VALUES (2, '1850-01-01 00:00:00')");
        var back = spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("dbtable", "local_times")
                .option("preferTimestampNTZ", "true")
                .load();
        assertThat(back.orderBy("id").collectAsList())
                .extracting(row -> row.get(1))
                .containsExactly(
                        LocalDateTime.parse("2024-02-29T12:30:00.123456"), LocalDateTime.parse("1850-01-01T00:00"));
        assertThat(back.where("at = TIMESTAMP_NTZ '1850-01-01 00:00:00'").count())
                .isEqualTo(1);
    }

    private List<String> columnTypes(String table) throws SQLException {
        var types = new java.util.ArrayList<String>();
        try (var columns = connection.getMetaData().getColumns(null, "spark_it", table, null)) {
            while (columns.next()) {
                types.add(columns.getString("TYPE_NAME"));
            }
        }
        return types;
    }

    private void save(Dataset<Row> rows, String table, SaveMode mode) {
        rows.write()
                .format("jdbc")
                .option("url", URL)
                .option("dbtable", table)
                .mode(mode)
                .save();
    }

    @Test
    void semiStructuredValuesIntervalsAndTimesAreTexts() {
        var rows = spark.read()
                .format("jdbc")
                .option("url", URL)
                .option(
                        "query",
                        "SELECT JSON_PARSE('{\"a\":1}') AS s, CAST('12:30:00+02' AS TIMETZ) AS z,"
                                + " CAST('abc' AS CHAR(5)) AS c, 1::REAL AS r, 2::SMALLINT AS i,"
                                + " INTERVAL '1 day' DAY TO SECOND AS v")
                .load();
        assertThat(List.of(rows.schema().fields()).stream()
                        .map(field -> field.dataType().simpleString()))
                .containsExactly("string", "string", "string", "float", "smallint", "string");
        var row = rows.first();
        assertThat(row.getString(0)).isEqualTo("{\"a\":1}");
        assertThat(row.getString(1)).startsWith("12:30:00");
        assertThat(row.getString(2)).isEqualTo("abc  ");
        assertThat(row.getString(5)).contains("1");
    }

    @Test
    void textsAreAsLongInBytesAsTheirCharactersMayBe() throws SQLException {
        catalog("CREATE TABLE warehouse.spark_it.lengths (v VARCHAR(10), c CHAR(3), w VARCHAR(20000))");
        catalog("INSERT INTO warehouse.spark_it.lengths VALUES ('éééééééééé', 'é', 'x')");
        try (var columns = connection.getMetaData().getColumns(null, "spark_it", "lengths", null)) {
            var sizes = new java.util.ArrayList<Integer>();
            while (columns.next()) {
                sizes.add(columns.getInt("COLUMN_SIZE"));
            }
            assertThat(sizes).containsExactly(40, 12, 65_535);
        }
        assertThat(texts(catalog("SELECT v FROM warehouse.spark_it.lengths"))).containsExactly("éééééééééé");
    }

    // ---------------------------------------------------------------- reading and writing

    @Test
    void rowsAreAppendedOverwrittenAndTruncated() throws SQLException {
        var rows = spark.range(3).toDF("id");
        save(rows, "written", SaveMode.Overwrite);
        save(rows, "written", SaveMode.Append);
        assertThat(read("written").count()).isEqualTo(6);
        execute("GRANT SELECT ON spark_it.written TO PUBLIC");
        rows.write()
                .format("jdbc")
                .option("url", URL)
                .option("dbtable", "written")
                .option("truncate", "true")
                .mode(SaveMode.Overwrite)
                .save();
        assertThat(read("written").count()).isEqualTo(3);
        assertThatThrownBy(() -> save(rows, "written", SaveMode.ErrorIfExists)).hasMessageContaining("already exists");
    }

    @Test
    void partitionsReadEachRowOnce() throws SQLException {
        execute("CREATE TABLE spark_it.numbers AS SELECT n::INT AS n FROM generate_series(1, 1000) AS g(n)");
        var rows = spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("dbtable", "numbers")
                .option("partitionColumn", "n")
                .option("lowerBound", "1")
                .option("upperBound", "1000")
                .option("numPartitions", "4")
                .load();
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(4);
        assertThat(rows.agg(functions.sum("n")).first().getLong(0)).isEqualTo(500_500);
    }

    @Test
    void whatRedshiftComputesAsSparkDoesIsPushedDownAndNothingElse() throws SQLException {
        execute("CREATE TABLE spark_it.sold (id INT, price DECIMAL(10,2), n INT)");
        execute("INSERT INTO spark_it.sold VALUES (1, 1.50, 1), (2, 2.25, 2), (3, NULL, 2)");

        var sums = catalog("SELECT count(*), sum(price), min(n), max(n) FROM warehouse.spark_it.sold");
        assertThat(plan(sums)).contains("PushedAggregates: [COUNT(*), SUM(");
        assertThat(sums.first().getDecimal(1)).isEqualByComparingTo("3.75");

        var average = catalog("SELECT avg(n) FROM warehouse.spark_it.sold");
        assertThat(average.first().getDouble(0))
                .as("Redshift would cut it to 1")
                .isCloseTo(5 / 3.0, within());

        var some = catalog("SELECT id FROM warehouse.spark_it.sold ORDER BY id LIMIT 1 OFFSET 1");
        assertThat(plan(some)).contains("PushedTopN").doesNotContain("PushedFilters: [id");
        assertThat(some.first().getInt(0)).isEqualTo(2);

        var divided = catalog("SELECT id FROM warehouse.spark_it.sold WHERE n / 2 > 0.5 ORDER BY id");
        assertThat(divided.collectAsList()).extracting(row -> row.getInt(0)).containsExactly(2, 3);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test
    void theCatalogListsCreatesChangesAndDropsTables() throws SQLException {
        catalog("CREATE TABLE warehouse.spark_it.made (id INT, name STRING)");
        catalog("ALTER TABLE warehouse.spark_it.made ADD COLUMNS (price DECIMAL(8,2), more BIGINT)");
        catalog("ALTER TABLE warehouse.spark_it.made RENAME COLUMN name TO `full name`");
        catalog("ALTER TABLE warehouse.spark_it.made DROP COLUMN more");
        catalog("ALTER TABLE warehouse.spark_it.made RENAME TO spark_it.`made Twice`");
        assertThat(catalog("SHOW TABLES IN warehouse.spark_it").collectAsList())
                .extracting(row -> row.getString(1))
                .contains("made twice")
                .doesNotContain("made");
        assertThatThrownBy(() -> catalog("ALTER TABLE warehouse.spark_it.texts ALTER COLUMN id SET NOT NULL"))
                .hasStackTraceContaining("null");
        catalog("DROP TABLE warehouse.spark_it.`made twice`");
        assertThatThrownBy(() -> catalog("SELECT * FROM warehouse.spark_it.`made twice`"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000})
    void aMillionRowsArrive(int count) {
        var rows = spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("query", "SELECT n FROM generate_series(1, " + count + ") AS g(n)")
                .load();
        assertThat(rows.agg(functions.count("n"), functions.max("n")).first().getLong(0))
                .isEqualTo(count);
    }
}
