package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the place of each marker of a statement. A place that is not known to take an expression counts as one for a
 * constant: a literal is right in both.
 */
final class MarkerPlaces {

    /** Words after which an expression begins. */
    private static final Set<String> BEFORE_EXPRESSIONS = Set.of(
            "select",
            "distinct",
            "all",
            "where",
            "and",
            "or",
            "not",
            "when",
            "then",
            "else",
            "case",
            "between",
            "like",
            "ilike",
            "on",
            "having",
            "qualify",
            "by",
            "returning");

    /** Words after which an expression begins in the arguments of SUBSTRING, TRIM, POSITION, EXTRACT and OVERLAY. */
    private static final Set<String> BEFORE_ARGUMENTS = Set.of("from", "for", "in", "both", "leading", "trailing");

    /**
     * Names of types that make a typed literal of the string behind them, or the last word of one: {@code zone} ends
     * {@code with time zone}.
     */
    private static final Set<String> LITERAL_TYPES = Set.of(
            "date",
            "time",
            "timetz",
            "timestamp",
            "timestamptz",
            "interval",
            "zone",
            "bool",
            "boolean",
            "int",
            "int2",
            "int4",
            "int8",
            "smallint",
            "integer",
            "bigint",
            "real",
            "float",
            "float4",
            "float8",
            "precision",
            "numeric",
            "decimal",
            "char",
            "character",
            "nchar",
            "bpchar",
            "varchar",
            "nvarchar",
            "varying",
            "text",
            "super",
            "varbyte",
            "varbinary",
            "geometry",
            "geography");

    /** The numbers, from 0, of the arguments of functions that the server reads as constants. */
    private static final Map<String, Set<Integer>> CONSTANT_ARGUMENTS = Map.of(
            "dateadd", Set.of(0, 1),
            "date_add", Set.of(0, 1),
            "datediff", Set.of(0),
            "date_diff", Set.of(0),
            "date_part", Set.of(0),
            "date_trunc", Set.of(0),
            "percentile_cont", Set.of(0),
            "percentile_disc", Set.of(0),
            "listagg", Set.of(1),
            "top", Set.of(0));

    private static final Set<String> CASTS = Set.of("cast", "try_cast");

    /** Clauses that take numbers only. */
    private static final Set<String> COUNTING_CLAUSES = Set.of("limit", "offset", "fetch");

    private static final Set<String> CLAUSES = Set.of(
            "select",
            "from",
            "where",
            "having",
            "qualify",
            "limit",
            "offset",
            "fetch",
            "union",
            "intersect",
            "except",
            "minus",
            "set",
            "values",
            "when",
            "partition",
            "returning");

    /** Parentheses, or the statement around them all. */
    private static final class Level {
        private final String function;
        private final boolean constantOnly;
        private final boolean list;
        private String clause = "";
        private int argument;
        private boolean readsType;

        Level(String function, boolean constantOnly, boolean list) {
            this.function = function;
            this.constantOnly = constantOnly;
            this.list = list;
        }
    }

    private final TokenReader reader;
    private final int queryStart;
    private final boolean writes;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<MarkerPlace> places = new ArrayList<>();

    private MarkerPlaces(TokenReader reader, QueryPart query) {
        this.reader = reader;
        this.queryStart = query.start();
        this.writes = query.writes();
        levels.push(new Level("", false, false));
    }

    /** The place of each marker, in their order. */
    static List<MarkerPlace> of(List<Token> tokens, StatementKind kind) {
        return new MarkerPlaces(new TokenReader(tokens), QueryPart.of(new TokenReader(tokens), kind)).find();
    }

    private List<MarkerPlace> find() {
        for (int at = 0; !reader.atEnd(); at++) {
            var token = reader.peek();
            if (token.kind() == TokenKind.MARKER) {
                places.add(at < queryStart ? afterType(MarkerPlace.CONSTANT) : place());
            } else {
                read(token);
            }
            reader.next();
        }
        return List.copyOf(places);
    }

    // ---------------------------------------------------------------- what was read

    private void read(Token token) {
        var level = level();
        if (token.isPunctuation('(')) {
            open();
        } else if (token.isPunctuation(')')) {
            if (levels.size() > 1) {
                levels.pop();
            }
        } else if (token.isPunctuation(',')) {
            level.argument++;
        } else if (!reader.peek(-1).isPunctuation('.')) {
            readWord(level, token.word());
        }
    }

    private void readWord(Level level, String word) {
        boolean ordered =
                (word.equals("order") || word.equals("group")) && reader.peek(1).isWord("by");
        if (ordered || CLAUSES.contains(word)) {
            level.clause = word;
        } else if (word.equals("as") && CASTS.contains(level.function)) {
            level.readsType = true;
        }
    }

    private void open() {
        var around = level();
        var before = reader.peek(-1);
        boolean isCall = before.isName() && !BEFORE_EXPRESSIONS.contains(before.word()) && !isListWord(before);
        boolean inherited = around.readsType
                || isListOfPivot(around)
                || isTypeBehindCast()
                || COUNTING_CLAUSES.contains(around.clause)
                || (!isCall && isConstantOnly(around));
        levels.push(new Level(isCall ? before.word() : "", inherited, isListWord(before) || isRow(around, before)));
    }

    /** The values behind FOR … IN of a PIVOT are its columns. */
    private boolean isListOfPivot(Level around) {
        return around.function.equals("pivot") && reader.peek(-1).isWord("in");
    }

    private static boolean isListWord(Token token) {
        return token.isWord("in");
    }

    /** A row of INSERT … VALUES, or of the one in a MERGE; VALUES of a query has no columns that give types. */
    private boolean isRow(Level around, Token before) {
        return writes
                && levels.size() == 1
                && around.clause.equals("values")
                && (before.isWord("values") || before.isPunctuation(','));
    }

    /** The length in {@code x::varchar(10)} or {@code x::character varying(10)}. */
    private boolean isTypeBehindCast() {
        return reader.peek(-1).isName()
                && (reader.peek(-2).kind() == TokenKind.CAST
                        || (reader.peek(-2).isName() && reader.peek(-3).kind() == TokenKind.CAST));
    }

    private static boolean isConstantOnly(Level level) {
        return (level.constantOnly && !level.clause.equals("select"))
                || COUNTING_CLAUSES.contains(level.clause)
                || CONSTANT_ARGUMENTS.getOrDefault(level.function, Set.of()).contains(level.argument);
    }

    private Level level() {
        return levels.getFirst();
    }

    // ---------------------------------------------------------------- a marker

    private MarkerPlace place() {
        var level = level();
        var next = reader.peek(1);
        if (!beginsExpression(level) || next.isWord("preceding") || next.isWord("following")) {
            return afterType(MarkerPlace.CONSTANT);
        }
        if (isConstantOnly(level) || level.readsType || isOrdinal(level) || isFieldOfExtract(level)) {
            return MarkerPlace.CONSTANT;
        }
        if ((level.list && isWholeItem()) || isAssigned(level)) {
            return MarkerPlace.TYPED_ELSEWHERE;
        }
        boolean isCast = next.kind() == TokenKind.CAST
                || (CASTS.contains(level.function) && reader.peek(-1).isPunctuation('(') && next.isWord("as"));
        return isCast ? MarkerPlace.CAST_OPERAND : MarkerPlace.EXPRESSION;
    }

    /** The place behind the name of a type, where only a string is allowed; {@code otherwise} behind anything else. */
    private MarkerPlace afterType(MarkerPlace otherwise) {
        return LITERAL_TYPES.contains(reader.peek(-1).word()) ? MarkerPlace.STRING : otherwise;
    }

    private boolean beginsExpression(Level level) {
        var before = reader.peek(-1);
        return switch (before.kind()) {
            case OPERATOR -> true;
            case PUNCTUATION -> before.isPunctuation('(') || before.isPunctuation(',') || before.isPunctuation('[');
            case WORD -> {
                var word = before.word();
                yield BEFORE_EXPRESSIONS.contains(word)
                        || (word.equals("to") && reader.peek(-2).isWord("similar"))
                        || (word.equals("from") && reader.peek(-2).isWord("distinct"))
                        || (!level.function.isEmpty() && BEFORE_ARGUMENTS.contains(word));
            }
            default -> false;
        };
    }

    private boolean isFieldOfExtract(Level level) {
        return level.function.equals("extract") && reader.peek(-1).isPunctuation('(');
    }

    /** {@code ORDER BY ?}: a number there is the position of a column. */
    private boolean isOrdinal(Level level) {
        boolean ordered = level.clause.equals("order") || level.clause.equals("group");
        var before = reader.peek(-1);
        var next = reader.peek(1);
        return ordered
                && (before.isWord("by") || before.isPunctuation(','))
                && (next.text().isEmpty() || next.kind() == TokenKind.WORD || isItemEnd(next));
    }

    private boolean isWholeItem() {
        var before = reader.peek(-1);
        return (before.isPunctuation('(') || before.isPunctuation(',')) && isItemEnd(reader.peek(1));
    }

    private static boolean isItemEnd(Token token) {
        return token.isPunctuation(',') || token.isPunctuation(')');
    }

    /** The whole of what a column is set to. */
    private boolean isAssigned(Level level) {
        var next = reader.peek(1);
        var beforeName = reader.peek(-3);
        return writes
                && levels.size() == 1
                && level.clause.equals("set")
                && reader.peek(-1).text().equals("=")
                && reader.peek(-2).isName()
                && (beforeName.isWord("set") || beforeName.isPunctuation(',') || beforeName.isPunctuation('.'))
                && (next.text().isEmpty() || next.isPunctuation(',') || CLAUSES.contains(next.word()));
    }
}
