package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/** Literals of intervals as only PostgreSQL takes them: years and months beside days, or without a qualifier beside a column. */
final class IntervalLiterals {

    static final Set<String> FIELDS = Set.of("year", "month", "day", "hour", "minute", "second");

    /** Years and months by their names or as {@code 1-2}. */
    private static final Pattern YEARS_OR_MONTHS = Pattern.compile(
            "(?i).*\\d\\s*(y|yr|yrs|year|years|mon|mons|month|months|dec|decs|decade|decades|cent|c|century|centuries|mil|mils"
                    + "|millennium|millennia)\\b.*|.*\\d+-\\d+.*",
            Pattern.DOTALL);

    /** They are the same in every row, so that Redshift computes with them before it goes to the tables. */
    private static final Set<String> CONSTANTS =
            Set.of("current_date", "current_timestamp", "date", "interval", "sysdate", "timestamp", "timestamptz");

    private IntervalLiterals() {}

    static void refuse(TokenList tokens) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            int literal = tokens.next(i);
            boolean ofMonths = tokens.get(i).isWord("interval")
                    && tokens.get(literal).kind() == Kind.STRING
                    && YEARS_OR_MONTHS.matcher(tokens.get(literal).text()).matches();
            if (ofMonths) {
                refuse(tokens, i, tokens.next(literal));
            }
        }
    }

    private static void refuse(TokenList tokens, int interval, int behind) throws EngineException {
        String field = tokens.get(behind).word();
        boolean qualified =
                FIELDS.contains(field) && !tokens.get(tokens.previous(behind)).isSymbol(".");
        if (qualified && !field.equals("year") && !field.equals("month")) {
            throw Dialect.failure(
                    "Interval Day To Second literal cannot contain year-month parts. Disable the GUC"
                            + " interval_forbid_composite_literals to suppress this error and silently discard the year-month part.");
        }
        int sign = tokens.previous(interval);
        boolean added = tokens.get(sign).isSymbol("+") || tokens.get(sign).isSymbol("-");
        boolean besideColumn = (added && endsWithColumn(tokens, tokens.previous(sign)))
                || (tokens.get(behind).isSymbol("+") && startsWithColumn(tokens, tokens.next(behind)));
        if (!qualified && besideColumn) {
            throw Dialect.failure("Interval values with month or year parts are not supported"
                    + "\n  Hint: Use DATEADD, or INTERVAL '…' YEAR TO MONTH.");
        }
    }

    private static boolean endsWithColumn(TokenList tokens, int last) {
        Token token = tokens.get(last);
        int before = tokens.previous(last);
        if (tokens.get(before).isSymbol("::")) {
            return endsWithColumn(tokens, tokens.previous(before));
        } else if (!token.isSymbol(")")) {
            return token.isName() && !CONSTANTS.contains(token.word());
        }
        return namesColumn(tokens, tokens.open(last), last);
    }

    private static boolean startsWithColumn(TokenList tokens, int first) {
        Token token = tokens.get(first);
        int next = tokens.next(first);
        if (token.isSymbol("(")) {
            return namesColumn(tokens, first, tokens.close(first));
        } else if (tokens.get(next).isSymbol("(")) {
            return namesColumn(tokens, next, tokens.close(next));
        }
        return token.isName() && !CONSTANTS.contains(token.word());
    }

    /** Whether a name in these parentheses is that of a column, and none of a function, a type, or a field such as DAY. */
    private static boolean namesColumn(TokenList tokens, int open, int close) {
        for (int i = tokens.next(open); i < close; i = tokens.next(i)) {
            Token token = tokens.get(i);
            boolean type = tokens.get(tokens.previous(i)).isSymbol("::")
                    || tokens.get(tokens.previous(i)).isWord("as");
            boolean call = tokens.get(tokens.next(i)).isSymbol("(");
            boolean field = tokens.get(tokens.previous(i)).isSymbol("(")
                    && tokens.get(tokens.next(i)).isSymbol(",");
            if (token.isName()
                    && !type
                    && !call
                    && !field
                    && !CONSTANTS.contains(token.word())
                    && !token.isWord("as")) {
                return true;
            }
        }
        return false;
    }
}
