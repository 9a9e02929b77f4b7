package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a statement of Redshift's dialect into PostgreSQL's. It works on tokens and keeps no state. */
final class Dialect {

    /** Settings that PostgreSQL does not have; it keeps them under a prefix of our own. */
    static final Set<String> REDSHIFT_SETTINGS = Set.of(
            "analyze_threshold_percent",
            "application_name",
            "cast_super_null_on_error",
            "datashare_break_glass_session_var",
            "default_array_search_null_handling",
            "default_geometry_encoding",
            "describe_field_name_in_uppercase",
            "downcase_delimited_identifier",
            "enable_case_sensitive_identifier",
            "enable_case_sensitive_super_attribute",
            "enable_numeric_rounding",
            "enable_result_cache_for_session",
            "enable_vacuum_boost",
            "error_on_nondeterministic_update",
            "enable_spectrum_oid",
            "interval_forbid_composite_literals",
            "json_parse_dedup_attributes",
            "json_parse_truncate_strings",
            "json_serialization_enable",
            "json_serialization_parse_nested_strings",
            "max_concurrency_scaling_clusters",
            "max_cursor_result_set_size",
            "max_failed_login_attempts",
            "mv_enable_aqmv_for_session",
            "navigate_super_null_on_error",
            "parse_super_null_on_error",
            "pg_federation_repeatable_read",
            "query_group",
            "session_query_limit",
            "spectrum_enable_pseudo_columns",
            "spectrum_query_maxerror",
            "stored_proc_log_min_messages",
            "use_fips_ssl",
            "wlm_query_slot_count");

    /** Bytes of a name that PostgreSQL keeps; Redshift keeps 127. */
    private static final int LONGEST_NAME = 63;

    private static final Set<String> QUERIES =
            Set.of("select", "with", "values", "table", "show", "explain", "fetch", "execute");

    private Dialect() {}

    /**
     * Translates one statement.
     *
     * @param parameters values for {@code :name}; they are bound, and a name without a value stays in the text
     * @param caseSensitive whether quoted names keep their case
     * @throws EngineException where the statement is not one that Redshift, or this emulator, runs
     */
    static Translation translate(String sql, Map<String, String> parameters, boolean caseSensitive)
            throws EngineException {
        return translate(sql, parameters, caseSensitive, false, DatabaseFacts.NONE);
    }

    /**
     * Translates one statement for a database.
     *
     * @param postgresFeatures whether what PostgreSQL offers beyond Redshift is taken too
     * @param facts asked where the statement alone does not tell how it is to be rewritten
     */
    static Translation translate(
            String sql,
            Map<String, String> parameters,
            boolean caseSensitive,
            boolean postgresFeatures,
            DatabaseFacts facts)
            throws EngineException {
        var tokens = new TokenList(SqlLexer.tokens(sql));
        endAtSemicolon(tokens);
        refuseQuestionMarks(tokens);
        refuseBraces(tokens, parameters);
        BoundParameters.requireExpressions(tokens, parameters);
        UnsupportedStatements.refuse(tokens);
        if (!postgresFeatures) {
            BeyondRedshift.refuse(tokens, facts);
        }
        literalsAndNames(tokens, parameters, caseSensitive);
        if (!postgresFeatures) {
            ViewTarget.refuse(tokens, facts);
        }
        return statement(tokens, sql, parameters, facts);
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

    /** With bound values pgjdbc would take braces for an escape of JDBC. No place in SQL takes them. */
    private static void refuseBraces(TokenList tokens, Map<String, String> parameters) throws EngineException {
        for (int i = 0; !parameters.isEmpty() && i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("{") || tokens.get(i).isSymbol("}")) {
                throw syntaxError(tokens.get(i));
            }
        }
    }

    private static void literalsAndNames(TokenList tokens, Map<String, String> parameters, boolean caseSensitive)
            throws EngineException {
        var spelled = new ArrayList<Token>(tokens.size());
        for (Token token : tokens.toList()) {
            requireShortName(token);
            Token changed = spelled(token, caseSensitive);
            Token before = spelled.isEmpty() ? Token.added(Kind.SPACE, " ") : spelled.get(spelled.size() - 1);
            boolean afterNumber = before.kind() == Kind.NUMBER && changed.kind() == Kind.WORD;
            if (afterNumber || (needsSpace(changed, parameters) && (spelled.isEmpty() || runsOn(before)))) {
                spelled.add(Token.added(Kind.SPACE, " "));
            }
            spelled.add(changed);
        }
        tokens.replace(0, tokens.size(), spelled);
    }

    /** PostgreSQL would cut a longer name, so that two names might become one. */
    private static void requireShortName(Token token) throws EngineException {
        if (token.isName() && token.text().length() > LONGEST_NAME / 4) {
            String name = token.kind() == Kind.WORD ? token.text() : token.name();
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_NAME) {
                throw failure(
                        "the name \"%s\" has %d bytes; more than %d are not supported by the emulator\n  Position: %d"
                                .formatted(name, bytes, LONGEST_NAME, token.source() + 1));
            }
        }
    }

    private static Token spelled(Token token, boolean caseSensitive) {
        return switch (token.kind()) {
            case SPACE -> token.with(Kind.SPACE, Comments.forPgjdbc(token.text()));
            case STRING -> token.with(Kind.STRING, StringLiteral.forPostgres(token.text()));
            case QUOTED_NAME ->
                caseSensitive
                        ? token
                        : token.with(Kind.QUOTED_NAME, token.text().toLowerCase(Locale.ROOT));
            case WORD ->
                token.text().startsWith("#")
                        ? token.with(Kind.QUOTED_NAME, '"' + token.text().toLowerCase(Locale.ROOT) + '"')
                        : token;
            default -> token;
        };
    }

    /** What would run into a name or number before it, for PostgreSQL or for pgjdbc. */
    private static boolean needsSpace(Token token, Map<String, String> parameters) {
        return switch (token.kind()) {
            case STRING, DOLLAR_STRING -> true;
            case PARAMETER -> BoundParameters.isBound(token, parameters);
            default -> false;
        };
    }

    private static boolean runsOn(Token token) {
        char last = token.text().charAt(token.text().length() - 1);
        return token.significant() && (SqlLexer.isNameChar(last) || "'{}\\".indexOf(last) >= 0);
    }

    private static Translation statement(
            TokenList tokens, String sql, Map<String, String> parameters, DatabaseFacts facts) throws EngineException {
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
                    default -> commandKind(tokens, sql, facts);
                };
        return new Translation(kind, tokens.toList(), parameters);
    }

    private static Translation.Kind commandKind(TokenList tokens, String sql, DatabaseFacts facts)
            throws EngineException {
        if (!tokens.balanced()) {
            // PostgreSQL refuses it and shows where.
            return Translation.Kind.COMMAND;
        }
        int first = tokens.first();
        boolean late = LateBindingView.takeClause(tokens);
        NewerSyntax.refuse(tokens);
        switch (tokens.get(first).word()) {
            case "create" -> DataDefinition.create(tokens);
            case "alter" -> DataDefinition.alter(tokens);
            case "drop" -> RoleCommand.drop(tokens);
            case "grant", "revoke" -> RoleCommand.grant(tokens, first);
            case "delete" -> {
                if (!tokens.get(tokens.next(first)).isWord("from")) {
                    tokens.insert(first + 1, " FROM");
                }
            }
            case "merge" -> Merge.rewrite(tokens);
            case "vacuum" -> Maintenance.vacuum(tokens);
            case "analyze", "analyse" -> Maintenance.analyze(tokens);
            case "cancel" -> Maintenance.cancel(tokens);
            case "set", "reset" -> setting(tokens);
            case "show" -> ShowCommand.rewrite(tokens, REDSHIFT_SETTINGS);
            default -> {}
        }
        SelectList.requireColumns(tokens);
        SelectList.giveTimesLabels(tokens);
        Expressions.rewrite(tokens);
        Token start = tokens.get(tokens.first());
        if (start.isWord("call")) {
            CallArguments.convert(tokens, facts);
        }
        boolean query = QUERIES.contains(start.word()) || start.isSymbol("(");
        if (start.isWord("select")) {
            SelectList.giveLiteralsTypes(tokens);
        }
        Queries.rewrite(tokens, facts);
        if (late) {
            LateBindingView.rewrite(tokens, sql);
        }
        return query ? Translation.Kind.QUERY : Translation.Kind.COMMAND;
    }

    private static void setting(TokenList tokens) {
        DatabaseSettings.sessionUser(tokens);
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
        RoutineBody.statements(tokens);
        Expressions.rewrite(tokens);
        return TokenList.text(Quotients.rewrite(tokens.toList(), List.of(), DatabaseFacts.NONE));
    }

    /** Rewrites a text that a procedure will run, as far as it is known. */
    static String dynamic(String sql) throws EngineException {
        var tokens = new TokenList(SqlLexer.tokens(sql));
        literalsAndNames(tokens, Map.of(), false);
        NewerSyntax.refuse(tokens);
        RoutineBody.command(tokens);
        Expressions.rewrite(tokens);
        return TokenList.text(Quotients.rewrite(tokens.toList(), List.of(), DatabaseFacts.NONE));
    }

    static EngineException syntaxError(Token at) {
        return syntaxError(at.text(), at);
    }

    /** @param text how the database names what is at this token */
    static EngineException syntaxError(String text, Token at) {
        return failure("syntax error at or near \"%s\"\n  Position: %d".formatted(text, at.source() + 1));
    }

    static EngineException failure(String text) {
        return new EngineException("ERROR: " + text, false, null);
    }

    static List<Token> word(String text) {
        return List.of(Token.added(Kind.WORD, text));
    }
}
