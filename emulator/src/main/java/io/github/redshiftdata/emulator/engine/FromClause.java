package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind FROM: tables, functions and subqueries with their names, and what joins them. */
final class FromClause {

    /** They go on behind a table, so they are no name of it. */
    private static final Set<String> NO_ALIASES = Set.of(
            "on",
            "using",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "pivot",
            "unpivot",
            "tablesample",
            "at",
            "outer");

    /**
     * One of what is joined.
     *
     * @param source the table's name, or what stands for one
     * @param turning PIVOT or UNPIVOT with its parentheses; empty where there is none
     * @param naming the name with its columns, and AT with the name of an index
     * @param alias how the rest of the SELECT calls it; null where no name is given
     * @param index the name behind AT; null where there is none
     */
    record Item(
            List<Token> source,
            List<Token> turning,
            List<Token> naming,
            @Nullable String alias,
            @Nullable String index) {

        List<Token> tokens() {
            return TokenList.joined(TokenList.joined(source, turning), naming);
        }

        /** The tokens of the source that mean something. */
        List<Token> words() {
            return source.stream().filter(Token::significant).toList();
        }

        /** Whether it is a name with points and brackets, as {@code t.s[0].x}, and no subquery or function. */
        boolean path() {
            List<Token> words = words();
            return words.get(0).isName() && !words.get(words.size() - 1).isSymbol(")");
        }

        /** {@code FROM (t)}, which PostgreSQL does not take, without its parentheses. */
        Item bare() {
            List<Token> words = words();
            boolean name = words.size() > 2
                    && words.get(0).isSymbol("(")
                    && words.subList(1, words.size() - 1).stream()
                            .allMatch(token -> token.isName() || token.isSymbol("."))
                    && words.stream().filter(Token::isName).count()
                            == 1
                                    + words.stream()
                                            .filter(token -> token.isSymbol("."))
                                            .count();
            return name
                    ? new Item(
                            TokenList.joined(TokenList.added(" "), words.subList(1, words.size() - 1)),
                            turning,
                            naming,
                            alias,
                            index)
                    : this;
        }

        boolean unpivotsObject() {
            List<Token> words = words();
            return words.get(0).isWord("unpivot")
                    && words.size() > 1
                    && words.get(1).isName();
        }
    }

    /** A table, or where it is null, the text between two. */
    private record Piece(@Nullable Item item, List<Token> text) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Token> text;
    private final TokenList tokens;

    private FromClause(List<Token> text) {
        this.text = text;
        this.tokens = new TokenList(text);
    }

    static FromClause of(List<Token> text) {
        var from = new FromClause(text);
        int at = 0;
        while (at < text.size()) {
            int start = from.sourceStart(at);
            from.pieces.add(new Piece(null, text.subList(at, start)));
            if (start >= text.size()) {
                break;
            }
            int end = from.item(start);
            at = from.nextItem(end);
            from.pieces.add(new Piece(null, text.subList(end, at)));
        }
        return from;
    }

    private int sourceStart(int at) {
        int start = tokens.next(at - 1);
        while (tokens.get(start).isWord("lateral") || tokens.get(start).isWord("only")) {
            start = tokens.next(start);
        }
        return start;
    }

    private int item(int start) {
        int sourceEnd = sourceEnd(start);
        int named = nameEnd(sourceEnd);
        if (named > sourceEnd && turningEnd(named) > named) {
            sourceEnd = named;
        }
        int turningEnd = turningEnd(sourceEnd);
        int end = nameEnd(turningEnd);
        int name = tokens.next(turningEnd - 1);
        name = tokens.get(name).isWord("as") ? tokens.next(name) : name;
        @Nullable String alias = end > turningEnd ? tokens.get(name).name() : null;
        @Nullable String index = null;
        int at = tokens.next(end - 1);
        if (tokens.get(at).isWord("at") && tokens.get(tokens.next(at)).isName()) {
            index = tokens.get(tokens.next(at)).name();
            end = tokens.next(at) + 1;
        }
        var item = new Item(
                        text.subList(start, sourceEnd),
                        text.subList(sourceEnd, turningEnd),
                        text.subList(turningEnd, end),
                        alias,
                        index)
                .bare();
        pieces.add(new Piece(item, item.tokens()));
        return end;
    }

    /** Behind a name with its points and brackets, a function's arguments, or a parenthesis. */
    private int sourceEnd(int start) {
        if (tokens.get(start).isSymbol("(")) {
            return behind(tokens.close(start));
        }
        int last = start;
        if (tokens.get(start).isWord("unpivot")
                && tokens.get(tokens.next(start)).isName()) {
            last = tokens.next(start);
        }
        while (true) {
            int next = tokens.next(last);
            if (tokens.get(next).isSymbol(".")) {
                last = tokens.next(next);
            } else if (tokens.get(next).isSymbol("[")) {
                last = tokens.closeBracket(next);
            } else {
                return behind(tokens.get(next).isSymbol("(") ? tokens.close(next) : last);
            }
        }
    }

    private int behind(int index) {
        return Math.min(index + 1, tokens.size());
    }

    /** Behind PIVOT (…) or UNPIVOT (…), or the index given. */
    private int turningEnd(int from) {
        int word = tokens.next(from - 1);
        if (!tokens.get(word).isWord("pivot") && !tokens.get(word).isWord("unpivot")) {
            return from;
        }
        int open = tokens.next(word);
        while (tokens.get(open).kind() == Kind.WORD) {
            open = tokens.next(open);
        }
        return tokens.get(open).isSymbol("(") ? behind(tokens.close(open)) : from;
    }

    /** Behind the name and its columns, or the index given. */
    private int nameEnd(int from) {
        int next = tokens.next(from - 1);
        int name = tokens.get(next).isWord("as") ? tokens.next(next) : next;
        if (!tokens.get(name).isName() || NO_ALIASES.contains(tokens.get(name).word())) {
            return from;
        }
        int columns = tokens.next(name);
        return behind(tokens.get(columns).isSymbol("(") ? tokens.close(columns) : name);
    }

    /** Behind the next comma or JOIN outside of parentheses. */
    private int nextItem(int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += TokenList.opens(token) ? 1 : TokenList.closes(token) ? -1 : 0;
            if (depth == 0 && (token.isSymbol(",") || token.isWord("join"))) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    List<Item> items() {
        return pieces.stream().map(Piece::item).filter(Objects::nonNull).toList();
    }

    List<Token> tokens() {
        return pieces.stream().flatMap(piece -> piece.text().stream()).toList();
    }

    /** Tells the scope the names of the tables. */
    void names(Scope scope) {
        for (Item item : items()) {
            List<Token> words = item.words();
            if (item.alias() != null) {
                boolean element = scope.isElement(item);
                scope.alias(item.alias(), element ? Scope.Kind.ELEMENT : Scope.Kind.TABLE);
            } else if (words.get(0).isSymbol("(")
                    && words.size() > 2
                    && !words.get(1).startsQuery()) {
                FromClause.of(inside(item.source())).names(scope);
            } else if (item.path()) {
                scope.table(words);
            } else if (words.get(0).isName()) {
                scope.table(function(words));
            }
        }
    }

    /** The name of a function, which is that of its rows. */
    private static List<Token> function(List<Token> words) {
        int open = 0;
        while (!words.get(open).isSymbol("(")) {
            open++;
        }
        return words.subList(0, open);
    }

    private static List<Token> inside(List<Token> parenthesis) {
        var all = new TokenList(parenthesis);
        int open = all.first();
        return parenthesis.subList(open + 1, Math.max(open + 1, Math.min(all.close(open), all.size())));
    }

    /** How its parts are written anew. */
    interface Rewriting {

        List<Token> item(Item item) throws EngineException;

        List<Token> joining(List<Token> text) throws EngineException;
    }

    List<Token> rewritten(Rewriting rewriting) throws EngineException {
        var result = new ArrayList<Token>();
        for (Piece piece : pieces) {
            result.addAll(piece.item() == null ? rewriting.joining(piece.text()) : rewriting.item(piece.item()));
        }
        return result;
    }
}
