package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogChangesTest {

    private int changed;
    private final CatalogChanges changes = new CatalogChanges(() -> changed++);

    private static List<BoundStatement> script(String... sqls) {
        return Arrays.stream(sqls).map(BoundStatement::ofDriver).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "insert into t values (1)", "delete from t", "begin", "set a to 'b'"})
    void whatLeavesTheCatalogAsItIsIsNoChange(String sql) {
        changes.noticed(script(sql), true);
        assertThat(changed).isZero();
        assertThat(changes.onlyTheSessionSees()).isFalse();
        changes.transactionEnded();
        assertThat(changed).isZero();
    }

    @Test
    void aDefinitionOutsideATransactionIsSeenByAll() {
        changes.noticed(script("create table t (a int)"), false);
        assertThat(changed).isEqualTo(1);
        assertThat(changes.onlyTheSessionSees()).isFalse();
    }

    @Test
    void aDefinitionInATransactionIsSeenByTheSessionUntilItEnds() {
        changes.noticed(script("create table t (a int)"), true);
        assertThat(changed).isEqualTo(1);
        assertThat(changes.onlyTheSessionSees()).isTrue();
        changes.transactionEnded();
        assertThat(changed).as("it may be taken back").isEqualTo(2);
        assertThat(changes.onlyTheSessionSees()).isFalse();
        changes.transactionEnded();
        assertThat(changed).isEqualTo(2);
    }

    @Test
    void aTemporaryTableIsSeenByTheSessionFromThenOn() {
        changes.noticed(script("create temp table t (a int)"), false);
        assertThat(changes.onlyTheSessionSees()).isTrue();
        changes.noticed(script("create table u (a int)"), false);
        changes.transactionEnded();
        assertThat(changes.onlyTheSessionSees()).isTrue();
    }

    @Test
    void everyStatementOfAScriptCounts() {
        changes.noticed(script("select 1", "create table t (a int)", "drop table t"), false);
        assertThat(changed).isEqualTo(2);
    }
}
