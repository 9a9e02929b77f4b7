package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Functions that PostgreSQL has and Redshift has not: those that the guide calls unsupported, and others that came to PostgreSQL
 * after Redshift had parted from it. What only tests and tools ask for, such as {@code pg_sleep}, is not among them.
 */
final class PostgresFunctions {

    private static final Set<String> AGGREGATES = Set.of(
            "array_agg",
            "bit_xor",
            "corr",
            "covar_pop",
            "covar_samp",
            "every",
            "json_agg",
            "json_object_agg",
            "jsonb_agg",
            "jsonb_object_agg",
            "range_agg",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy",
            "string_agg",
            "xmlagg");

    private static final Set<String> OF_TEXT = Set.of(
            "bit_length",
            "concat_ws",
            "convert_from",
            "convert_to",
            "encode",
            "format",
            "overlay",
            "parse_ident",
            "quote_nullable",
            "regexp_like",
            "regexp_match",
            "regexp_matches",
            "regexp_split_to_array",
            "regexp_split_to_table",
            "starts_with",
            "string_to_table",
            "to_tsquery",
            "to_tsvector",
            "unistr");

    private static final Set<String> OF_NUMBERS = Set.of(
            "acosh",
            "asinh",
            "atanh",
            "cosd",
            "cosh",
            "div",
            "erf",
            "erfc",
            "gcd",
            "lcm",
            "min_scale",
            "random_normal",
            "scale",
            "setseed",
            "sind",
            "sinh",
            "tand",
            "tanh",
            "trim_scale",
            "width_bucket");

    private static final Set<String> OF_TIME = Set.of(
            "clock_timestamp",
            "date_bin",
            "justify_days",
            "justify_hours",
            "justify_interval",
            "make_date",
            "make_interval",
            "make_time",
            "make_timestamp",
            "make_timestamptz",
            "transaction_timestamp");

    private static final Set<String> OF_ARRAYS_AND_JSON = Set.of(
            "array_fill",
            "array_ndims",
            "array_position",
            "array_positions",
            "array_remove",
            "array_replace",
            "array_to_json",
            "cardinality",
            "generate_subscripts",
            "json_array_elements",
            "json_array_elements_text",
            "json_build_array",
            "json_build_object",
            "json_each",
            "json_each_text",
            "json_extract_path",
            "json_object",
            "json_object_keys",
            "json_populate_record",
            "json_populate_recordset",
            "json_strip_nulls",
            "json_to_record",
            "json_to_recordset",
            "jsonb_array_elements",
            "jsonb_array_length",
            "jsonb_build_array",
            "jsonb_build_object",
            "jsonb_each",
            "jsonb_object_keys",
            "jsonb_set",
            "row_to_json",
            "to_json",
            "to_jsonb",
            "trim_array",
            "unnest");

    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "current_query",
            "currval",
            "enum_first",
            "enum_last",
            "enum_range",
            "gen_random_uuid",
            "inet_client_addr",
            "inet_client_port",
            "inet_server_addr",
            "inet_server_port",
            "lastval",
            "nextval",
            "num_nonnulls",
            "num_nulls",
            "pg_advisory_lock",
            "pg_advisory_unlock",
            "pg_advisory_unlock_all",
            "pg_advisory_xact_lock",
            "pg_conf_load_time",
            "pg_current_snapshot",
            "pg_current_xact_id",
            "pg_export_snapshot",
            "pg_is_other_temp_schema",
            "pg_listening_channels",
            "pg_my_temp_schema",
            "pg_notify",
            "pg_postmaster_start_time",
            "pg_trigger_depth",
            "pg_try_advisory_lock",
            "pg_try_advisory_xact_lock",
            "pg_typeof",
            "setval",
            "txid_current",
            "txid_current_snapshot");

    private static final Set<String> ALL = Stream.of(
                    AGGREGATES, OF_TEXT, OF_NUMBERS, OF_TIME, OF_ARRAYS_AND_JSON, OF_THE_SYSTEM)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** They rank a row that is not there. */
    private static final Set<String> HYPOTHETICAL = Set.of("cume_dist", "dense_rank", "mode", "percent_rank", "rank");

    /**
     * Behind these, as behind {@link Expressions#BEFORE_EXPRESSIONS}, a name with a parenthesis is a call, and not what is created,
     * filled or named there.
     */
    private static final Set<String> BEFORE_CALLS =
            Set.of("approximate", "elsif", "from", "if", "join", "limit", "perform", "while");

    private PostgresFunctions() {}

    /** @throws EngineException at the first such call, but for functions that users have made under the same name */
    static void refuse(TokenList tokens, DatabaseFacts facts) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            int open = tokens.next(i);
            if (tokens.get(i).isName() && tokens.get(open).isSymbol("(") && isCall(tokens, i, open)) {
                withinGroup(tokens, i, open);
                String name = tokens.get(i).name();
                boolean qualified = tokens.get(tokens.previous(i)).isSymbol(".");
                if (ALL.contains(name) && (qualified || !facts.isFunction(name))) {
                    throw notSupported("function " + name, tokens.get(i));
                }
            }
        }
    }

    private static boolean isCall(TokenList tokens, int name, int open) {
        int previous = tokens.previous(name);
        Token before = tokens.get(previous);
        if (before.isSymbol(".")) {
            return tokens.get(tokens.previous(previous)).isWord("pg_catalog");
        }
        boolean first = previous < 0;
        boolean symbol = before.kind() == Kind.SYMBOL && !before.isSymbol(")") && !before.isSymbol("]");
        int after = tokens.next(tokens.close(open));
        boolean definition =
                tokens.get(after).isWord("as") && tokens.get(tokens.next(after)).isSymbol("(");
        return !first
                && (symbol
                        || BEFORE_CALLS.contains(before.word())
                        || Expressions.BEFORE_EXPRESSIONS.contains(before.word()))
                && !definition;
    }

    /** Of the aggregates with an order of their own, Redshift has LISTAGG, PERCENTILE_CONT and APPROXIMATE PERCENTILE_DISC. */
    private static void withinGroup(TokenList tokens, int name, int open) throws EngineException {
        int within = tokens.next(tokens.close(open));
        String function = tokens.get(name).name();
        if (!tokens.words(within, "within", "group")) {
            return;
        }
        if (HYPOTHETICAL.contains(function)) {
            throw notSupported(function.toUpperCase(Locale.ROOT) + " WITHIN GROUP", tokens.get(name));
        }
        int behind = tokens.next(tokens.close(tokens.after(within, 2)));
        boolean approximate = tokens.get(tokens.previous(name)).isWord("approximate");
        if (function.equals("percentile_disc")
                && !approximate
                && !tokens.get(behind).isWord("over")) {
            throw notSupported("PERCENTILE_DISC without OVER or APPROXIMATE", tokens.get(name));
        }
    }

    private static EngineException notSupported(String what, Token at) {
        String position = at.source() < 0 ? "" : "\n  Position: " + (at.source() + 1);
        return Dialect.failure(what + " is not supported" + position);
    }
}
