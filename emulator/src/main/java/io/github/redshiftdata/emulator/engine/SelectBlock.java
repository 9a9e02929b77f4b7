package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT as its clauses. Only the borders of the clauses are looked for, not what is within: so every text can be taken
 * apart, and put together again it is the text given.
 */
final class SelectBlock {

    enum Part {
        SELECT,
        INTO,
        FROM,
        WHERE,
        GROUP,
        HAVING,
        QUALIFY,
        WINDOW,
        ORDER,
        LIMIT,
        /** What is not supported or only PostgreSQL's. It stays where it is. */
        OTHER
    }

    /** A clause: the words that it begins with, and what is behind them. */
    static final class Clause {

        private final Part part;
        private final List<Token> head;
        private List<Token> body;

        Clause(Part part, List<Token> head, List<Token> body) {
            this.part = part;
            this.head = head;
            this.body = body;
        }

        Part part() {
            return part;
        }

        List<Token> head() {
            return head;
        }

        List<Token> body() {
            return body;
        }

        void body(List<Token> other) {
            body = other;
        }

        List<Token> tokens() {
            return TokenList.joined(head, body);
        }
    }

    private final List<Clause> clauses;

    SelectBlock(List<Clause> clauses) {
        this.clauses = clauses;
    }

    /** Takes apart what begins with SELECT and is no more than one. */
    static SelectBlock of(List<Token> sql) {
        var tokens = new TokenList(sql);
        var clauses = new ArrayList<Clause>();
        int start = 0;
        int headEnd = selectHeadEnd(tokens);
        Part part = Part.SELECT;
        int depth = 0;
        for (int i = headEnd; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += TokenList.opens(token) ? 1 : TokenList.closes(token) ? -1 : 0;
            int end = depth == 0 && token.kind() == Kind.WORD ? headEnd(tokens, i, part) : -1;
            if (end >= 0) {
                clauses.add(new Clause(part, sql.subList(start, headEnd), sql.subList(headEnd, i)));
                part = part(token.word());
                start = i;
                headEnd = end;
                i = end - 1;
            }
        }
        clauses.add(new Clause(part, sql.subList(start, headEnd), sql.subList(headEnd, sql.size())));
        return new SelectBlock(clauses);
    }

    private static int selectHeadEnd(TokenList tokens) {
        int select = tokens.first();
        int next = tokens.next(select);
        boolean quantified =
                tokens.get(next).isWord("distinct") || tokens.get(next).isWord("all");
        return (quantified ? next : select) + 1;
    }

    /** The index behind the words that begin a clause here; -1 where none begins. */
    private static int headEnd(TokenList tokens, int index, Part current) {
        Token before = tokens.get(tokens.previous(index));
        if (before.isSymbol(".") || before.isWord("as")) {
            return -1;
        }
        int next = tokens.next(index);
        boolean begins =
                switch (tokens.get(index).word()) {
                    case "from" -> (current == Part.SELECT || current == Part.INTO) && !isDistinctFrom(tokens, index);
                    case "into" -> current == Part.SELECT;
                    case "where", "having", "limit", "offset" -> current != Part.SELECT || !before.isSymbol(",");
                    case "qualify" -> current != Part.SELECT;
                    case "group", "order", "connect" -> tokens.get(next).isWord("by");
                    case "window" -> tokens.get(tokens.next(next)).isWord("as");
                    case "start" -> tokens.get(next).isWord("with");
                    case "fetch", "for" -> current != Part.SELECT;
                    default -> false;
                };
        boolean twoWords = List.of("group", "order", "connect", "start")
                .contains(tokens.get(index).word());
        return begins ? (twoWords ? next : index) + 1 : -1;
    }

    private static boolean isDistinctFrom(TokenList tokens, int from) {
        int distinct = tokens.previous(from);
        Token before = tokens.get(tokens.previous(distinct));
        return tokens.get(distinct).isWord("distinct") && (before.isWord("is") || before.isWord("not"));
    }

    private static Part part(String word) {
        return switch (word) {
            case "into" -> Part.INTO;
            case "from" -> Part.FROM;
            case "where" -> Part.WHERE;
            case "group" -> Part.GROUP;
            case "having" -> Part.HAVING;
            case "qualify" -> Part.QUALIFY;
            case "window" -> Part.WINDOW;
            case "order" -> Part.ORDER;
            case "limit", "offset" -> Part.LIMIT;
            default -> Part.OTHER;
        };
    }

    List<Clause> clauses() {
        return clauses;
    }

    @Nullable
    Clause clause(Part part) {
        return clauses.stream()
                .filter(clause -> clause.part() == part)
                .findFirst()
                .orElse(null);
    }

    List<SelectItem> items() {
        return TokenList.split(clauses.get(0).body()).stream()
                .map(SelectItem::of)
                .toList();
    }

    void items(List<SelectItem> items) {
        var body = new ArrayList<Token>();
        for (SelectItem item : items) {
            if (!body.isEmpty()) {
                body.addAll(TokenList.added(","));
            }
            body.addAll(item.tokens());
        }
        clauses.get(0).body(body);
    }

    boolean distinct() {
        return clauses.get(0).head().stream().anyMatch(token -> token.isWord("distinct"));
    }

    /** The tokens of these parts, in the order of the text. */
    List<Token> tokens(List<Part> parts) {
        var all = new ArrayList<Token>();
        clauses.stream().filter(clause -> parts.contains(clause.part())).forEach(clause -> all.addAll(clause.tokens()));
        return all;
    }

    List<Token> tokens() {
        return tokens(List.of(Part.values()));
    }
}
