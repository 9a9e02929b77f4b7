package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a statement of Redshift's dialect into PostgreSQL's. It works on tokens and keeps no state. */
final class Dialect {

    /** Settings that PostgreSQL does not have; it keeps them under a prefix of our own. */
    private static final Set<String> REDSHIFT_SETTINGS = Set.of(
            "analyze_threshold_percent",
            "cast_super_null_on_error",
            "datashare_break_glass_session_var",
            "default_geometry_encoding",
            "describe_field_name_in_uppercase",
            "downcase_delimited_identifier",
            "enable_case_sensitive_identifier",
            "enable_case_sensitive_super_attribute",
            "enable_numeric_rounding",
            "enable_result_cache_for_session",
            "enable_vacuum_boost",
            "error_on_nondeterministic_update",
            "json_serialization_enable",
            "json_serialization_parse_nested_strings",
            "max_concurrency_scaling_clusters",
            "max_cursor_result_set_size",
            "mv_enable_aqmv_for_session",
            "navigate_super_null_on_error",
            "parse_super_null_on_error",
            "query_group",
            "session_query_limit",
            "spectrum_query_maxerror",
            "stored_proc_log_min_messages",
            "use_fips_ssl",
            "wlm_query_slot_count");

    private static final Set<String> QUERIES =
            Set.of("select", "with", "values", "table", "show", "explain", "fetch", "execute");

    private Dialect() {}

    /**
     * Translates one statement.
     *
     * @param parameters values for {@code :name}; they become literals without a type
     * @param caseSensitive whether quoted names keep their case
     * @throws EngineException where the statement is not one that Redshift, or this emulator, runs
     */
    static Translation translate(String sql, Map<String, String> parameters, boolean caseSensitive)
            throws EngineException {
        var tokens = new TokenList(SqlLexer.tokens(sql));
        endAtSemicolon(tokens);
        refuseQuestionMarks(tokens);
        literalsAndNames(tokens, parameters, caseSensitive);
        return statement(tokens);
    }

    private static void endAtSemicolon(TokenList tokens) throws EngineException {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol(";")) {
                int next = tokens.next(i);
                while (tokens.get(next).isSymbol(";")) {
                    next = tokens.next(next);
                }
                if (next < tokens.size()) {
                    throw failure("cannot insert multiple commands into a prepared statement");
                }
                tokens.remove(i, tokens.size());
            }
        }
    }

    private static void refuseQuestionMarks(TokenList tokens) throws EngineException {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("?")) {
                throw new EngineException("No value specified for parameter 1.", false, null);
            }
        }
    }

    private static void literalsAndNames(TokenList tokens, Map<String, String> parameters, boolean caseSensitive) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case STRING -> tokens.set(i, token.with(Kind.STRING, literal(token.text())));
                case QUOTED_NAME -> {
                    if (!caseSensitive) {
                        tokens.set(i, token.with(Kind.QUOTED_NAME, token.text().toLowerCase(Locale.ROOT)));
                    }
                }
                case PARAMETER -> {
                    String value = parameters.get(token.text().substring(1));
                    if (value != null) {
                        tokens.set(i, token.with(Kind.STRING, " '" + value.replace("'", "''") + "'"));
                    }
                }
                case WORD -> {
                    if (token.text().startsWith("#")) {
                        tokens.set(
                                i,
                                token.with(Kind.QUOTED_NAME, '"' + token.text().toLowerCase(Locale.ROOT) + '"'));
                    }
                }
                default -> {}
            }
        }
    }

    /** PostgreSQL runs with standard strings: a literal with a backslash must say that it escapes. */
    private static String literal(String text) {
        char prefix = Character.toLowerCase(text.charAt(0));
        String body = prefix == 'n' ? text.substring(1) : text;
        return body.charAt(0) == '\'' && body.indexOf('\\') >= 0 ? "E" + body : body;
    }

    private static Translation statement(TokenList tokens) throws EngineException {
        int first = tokens.first();
        String word = tokens.get(first).word();
        Translation.Kind kind =
                switch (word) {
                    case "begin" -> Translation.Kind.BEGIN;
                    case "start" -> Translation.Kind.BEGIN;
                    case "commit", "end" -> Translation.Kind.COMMIT;
                    case "rollback", "abort" -> Translation.Kind.ROLLBACK;
                    case "truncate" -> Translation.Kind.COMMITTING;
                    case "savepoint", "release" -> throw syntaxError(tokens.get(first));
                    case "copy", "unload" ->
                        throw failure(
                                "%s is not supported by the emulator\n  Hint: Load rows with INSERT; read with SELECT."
                                        .formatted(word.toUpperCase(Locale.ROOT)));
                    default -> DataDefinition.isEmpty(tokens, first) ? Translation.Kind.NOTHING : commandKind(tokens);
                };
        return new Translation(kind, tokens.toList());
    }

    private static Translation.Kind commandKind(TokenList tokens) throws EngineException {
        int first = tokens.first();
        switch (tokens.get(first).word()) {
            case "create" -> DataDefinition.create(tokens);
            case "alter" -> DataDefinition.alter(tokens);
            case "delete" -> {
                if (!tokens.get(tokens.next(first)).isWord("from")) {
                    tokens.insert(first + 1, " FROM");
                }
            }
            case "vacuum" -> Maintenance.vacuum(tokens);
            case "analyze", "analyse" -> Maintenance.analyze(tokens);
            case "cancel" -> Maintenance.cancel(tokens);
            case "set", "reset" -> setting(tokens);
            case "show" -> ShowCommand.rewrite(tokens, REDSHIFT_SETTINGS);
            default -> {}
        }
        NewerSyntax.refuse(tokens);
        Expressions.rewrite(tokens);
        Token start = tokens.get(tokens.first());
        boolean query = QUERIES.contains(start.word()) || start.isSymbol("(");
        if (start.isWord("select")) {
            SelectList.giveLiteralsTypes(tokens);
        }
        return query ? Translation.Kind.QUERY : Translation.Kind.COMMAND;
    }

    private static void setting(TokenList tokens) {
        int name = tokens.next(tokens.first());
        if (tokens.get(name).isWord("session") || tokens.get(name).isWord("local")) {
            name = tokens.next(name);
        }
        Token token = tokens.get(name);
        if (REDSHIFT_SETTINGS.contains(token.word())) {
            tokens.set(name, token.with(Kind.WORD, "redshift." + token.word()));
        } else if (token.isWord("readonly")) {
            tokens.set(name, token.with(Kind.WORD, "default_transaction_read_only"));
        }
    }

    /** Rewrites the body of a function or procedure, which is SQL or PL/pgSQL. */
    static String body(String sql) throws EngineException {
        var tokens = new TokenList(SqlLexer.tokens(sql));
        literalsAndNames(tokens, Map.of(), false);
        NewerSyntax.refuse(tokens);
        Expressions.rewrite(tokens);
        return tokens.text();
    }

    static EngineException syntaxError(Token at) {
        return failure("syntax error at or near \"%s\"\n  Position: %d".formatted(at.text(), at.source() + 1));
    }

    static EngineException failure(String text) {
        return new EngineException("ERROR: " + text, false, null);
    }

    static List<Token> word(String text) {
        return List.of(Token.added(Kind.WORD, text));
    }
}
