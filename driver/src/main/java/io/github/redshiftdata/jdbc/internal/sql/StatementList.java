package io.github.redshiftdata.jdbc.internal.sql;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The statements of a text without an object for each: a text of ten megabytes may have five million of them. A statement
 * becomes an object when it is asked for. Immutable once it is read.
 */
final class StatementList extends AbstractList<SqlStatement> implements RandomAccess {

    /** Up to this number, statements are made into objects at once and read only once. */
    private static final int FEW = 100;

    private final TokenList tokens;
    private final Numbers starts = new Numbers();
    private final Numbers ends = new Numbers();
    /** The numbers of the statements that are not only comments, if some are. */
    private final Numbers meaningful = new Numbers();

    private boolean hasComments;

    StatementList(TokenList tokens) {
        this.tokens = tokens;
    }

    /** Adds the statement of the tokens from one number to before another. */
    void append(int from, int to, boolean hasMeaning) {
        if (!hasMeaning && !hasComments) {
            hasComments = true;
            for (int i = 0; i < size(); i++) {
                meaningful.append(i);
            }
        }
        if (hasMeaning && hasComments) {
            meaningful.append(size());
        }
        starts.append(from);
        ends.append(to);
    }

    /** The list to work with, once all are added. */
    List<SqlStatement> asRead() {
        return size() <= FEW ? List.copyOf(this) : this;
    }

    /** The statements that are not only comments. */
    List<SqlStatement> withoutComments() {
        return hasComments ? new Meaningful() : this;
    }

    private final class Meaningful extends AbstractList<SqlStatement> implements RandomAccess {

        @Override
        public SqlStatement get(int index) {
            return StatementList.this.get(meaningful.get(index));
        }

        @Override
        public int size() {
            return meaningful.size();
        }
    }

    @Override
    public SqlStatement get(int index) {
        return new SqlStatement(tokens, starts.get(index), ends.get(index));
    }

    @Override
    public int size() {
        return starts.size();
    }
}
