package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each type beside each other one: what joins them has exactly one choice, or none where Redshift has none. */
class JoinedTextIT {

    /** An expression of each type, and what it is as text. */
    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    /** Of which Redshift makes no text. */
    private static final Set<String> NO_TEXT = Set.of("true", "interval '1' day");

    private static PostgresEngine engine;
    private static EngineSession session;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, false));
        session = engine.connect("dev", null);
        VALUES.put("relkind", "r");
        VALUES.put("relname", "pg_class");
        VALUES.put("'t '::text", "t ");
        VALUES.put("'v '::varchar(3)", "v ");
        VALUES.put("'b '::bpchar", "b");
        VALUES.put("'c'::char(3)", "c");
        VALUES.put("'u'", "u");
        VALUES.put("null", null);
        VALUES.put("7::smallint", "7");
        VALUES.put("8::integer", "8");
        VALUES.put("9::bigint", "9");
        VALUES.put("10::oid", "10");
        VALUES.put("1.5::real", "1.5");
        VALUES.put("2.5::float8", "2.5");
        VALUES.put("3.50::numeric(4,2)", "3.50");
        VALUES.put("date '2020-01-02'", "2020-01-02");
        VALUES.put("time '01:02:03'", "01:02:03");
        VALUES.put("timestamp '2020-01-02 03:04:05'", "2020-01-02 03:04:05");
        VALUES.put("timestamptz '2020-01-02 03:04:05+00'", "2020-01-02 03:04:05+00");
    }

    @AfterAll
    static void stop() {
        session.close();
        engine.close();
    }

    private static String answer(String expression) {
        var rows = new Rows();
        try {
            session.execute("select " + expression + " from pg_class where relname = 'pg_class'", Map.of(), rows);
            return rows.columns().get(0).typeName() + " " + rows.only();
        } catch (EngineException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s || %s", "concat(%s, %s)"})
    void whateverBecomesTextIsJoinedToWhateverBecomesText(String form) {
        var expected = new LinkedHashMap<String, String>();
        var answers = new LinkedHashMap<String, String>();
        VALUES.forEach((left, leftText) -> VALUES.forEach((right, rightText) -> {
            String expression = form.formatted(left, right);
            expected.put(
                    expression, "varchar " + (leftText == null || rightText == null ? null : leftText + rightText));
            answers.put(expression, answer(expression));
        }));
        assertThat(answers).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s || %s", "%2$s || %1$s", "concat(%s, %s)", "concat(%2$s, %1$s)"})
    void aBooleanIsJoinedToNothing(String form) {
        VALUES.keySet().forEach(other -> {
            String expression = form.formatted("true", other);
            assertThat(answer(expression)).as(expression).contains("does not exist");
        });
        assertThat(answer(form.formatted("true", "true"))).contains("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"varchar", "text", "char(4)", "varchar(10)"})
    void aBooleanIsNoTextByCastEither(String type) {
        assertThat(answer("true::" + type)).isEqualTo("ERROR: cannot cast type boolean to character varying");
        assertThat(answer("cast(relhasindex as " + type + ")"))
                .isEqualTo("ERROR: cannot cast type boolean to character varying");
        assertThat(answer("case when true then 'yes' end::" + type))
                .startsWith(type.startsWith("char") ? "bpchar" : "varchar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "<>", "<", "like", "+"})
    void otherOperatorsOfTextHaveOneChoiceToo(String operator) {
        VALUES.keySet().stream().filter(value -> !NO_TEXT.contains(value)).forEach(left -> VALUES.keySet()
                .forEach(right -> {
                    String expression = left + " " + operator + " " + right;
                    // PostgreSQL cannot choose for these either: to a date there is a time or a number to be added.
                    boolean open = "+".equals(operator)
                            && (left.startsWith("date")
                                    || right.startsWith("date")
                                    || left.startsWith("time")
                                    || left.equals("null"));
                    if (!open) {
                        assertThat(answer(expression)).as(expression).doesNotContain("not unique");
                    }
                }));
    }
}
