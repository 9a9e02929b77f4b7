package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR: syntax error at or near \"selec\" | 42601",
                "ERROR: unterminated quoted string at or near \"'x\" | 42601",
                "ERROR: cannot insert multiple commands into a prepared statement | 42601",
                "ERROR: relation \"t1\" does not exist | 42P01",
                "ERROR: relation \"out of memory\" does not exist | 42P01",
                "ERROR: Table \"t1\" does not exist | 42P01",
                "ERROR: column \"x\" does not exist in t1 | 42703",
                "ERROR: column t.user does not exist | 42703",
                "ERROR: column \"x\" of relation \"t1\" does not exist | 42703",
                "ERROR: missing FROM-clause entry for table \"t\" | 42P01",
                "ERROR: invalid reference to FROM-clause entry for table \"t\" | 42P10",
                "ERROR: INSERT has more expressions than target columns | 42601",
                "ERROR: INSERT has more target columns than expressions | 42601",
                "ERROR: aggregate function calls cannot be nested | 42803",
                "ERROR: zero raised to a negative power is undefined | 2201F",
                "ERROR: negative substring length not allowed | 22011",
                "ERROR: invalid regular expression: parentheses () not balanced | 2201B",
                "ERROR: table name \"t\" specified more than once | 42712",
                "ERROR: multiple primary keys for table \"t\" are not allowed | 42P16",
                "ERROR: there is no unique constraint matching given keys for referenced table \"t\" | 42830",
                "ERROR: unrecognized configuration parameter \"x\" | 42704",
                "ERROR: unit \"x\" not recognized for type timestamp without time zone | 22023",
                "ERROR: time zone \"x\" not recognized | 22023",
                "ERROR: LOCK TABLE can only be used in transaction blocks | 25P01",
                "ERROR: DECLARE CURSOR can only be used in transaction blocks | 25P01",
                "ERROR: SET TRANSACTION ISOLATION LEVEL must be called before any query | 25001",
                "ERROR: invalid transaction termination | 2D000",
                "ERROR: trailing junk after numeric literal at or near \"1a\" | 42601",
                "ERROR: interval field value out of range: \"1\" | 22015",
                "ERROR: time zone displacement out of range: \"+99\" | 22009",
                "ERROR: invalid byte sequence for encoding \"UTF8\": 0xff | 22021",
                "ERROR: value for \"YYYY\" in source string is out of range | 22008",
                "ERROR: column \"a\" cannot be cast automatically to type date | 42804",
                "ERROR: function f(integer) does not exist | 42883",
                "ERROR: operator does not exist: integer + date | 42883",
                "ERROR: schema \"s\" does not exist | 3F000",
                "ERROR: no schema has been selected to create in | 3F000",
                "ERROR: database \"d\" does not exist | 3D000",
                "ERROR: user \"x\" does not exist | 42704",
                "ERROR: type \"x\" does not exist | 42704",
                "ERROR: cursor \"c\" does not exist | 34000",
                "ERROR: user \"x\" already exists | 42710",
                "ERROR: relation \"t1\" already exists | 42P07",
                "ERROR: Relation \"t1\" already exists | 42P07",
                "ERROR: schema \"s\" already exists | 42P06",
                "ERROR: Schema \"s\" already exists | 42P06",
                "ERROR: database \"d\" already exists | 42P04",
                "ERROR: function \"f\" already exists with same argument types | 42723",
                "ERROR: column \"x\" of relation \"t1\" already exists | 42701",
                "ERROR: column reference \"x\" is ambiguous | 42702",
                "ERROR: duplicate key value violates unique constraint \"pk\" | 23505",
                "ERROR: Cannot insert a NULL value into column x | 23502",
                "ERROR: null value in column \"x\" of relation \"t\" violates not-null constraint | 23502",
                "ERROR: insert or update on table \"t\" violates foreign key constraint \"fk\" | 23503",
                "ERROR: new row for relation \"t\" violates check constraint \"c\" | 23514",
                "ERROR: value too long for type character varying(3) | 22001",
                "ERROR: Value too long for character type | 22001",
                "ERROR: integer out of range | 22003",
                "ERROR: Numeric data overflow (result precision) | 22003",
                "ERROR: numeric field overflow | 22003",
                "ERROR: date/time field value out of range: \"2024-13-01\" | 22008",
                "ERROR: timestamp out of range | 22008",
                "ERROR: division by zero | 22012",
                "ERROR: Divide by zero | 22012",
                "ERROR: invalid input syntax for type date: \"x\" | 22007",
                "ERROR: invalid input syntax for type timestamp: \"x\" | 22007",
                "ERROR: invalid input syntax for integer: \"division by zero\" | 22P02",
                "ERROR: invalid input syntax for type integer: \"abc\" | 22P02",
                "ERROR: Invalid digit, Value 'a', Pos 0, Type: Integer | 22P02",
                "ERROR: Error converting text to date | 22007",
                "ERROR: permission denied for relation t1 | 42501",
                "ERROR: must be owner of relation t1 | 42501",
                "ERROR: must be superuser to do this | 42501",
                "FATAL: password authentication failed for user \"x\" | 28000",
                "FATAL: user \"IAM:dbUser\" does not exist | 28000",
                "FATAL: role \"x\" does not exist | 28000",
                "FATAL: database \"d\" does not exist | 3D000",
                "FATAL: sorry, too many clients already | 53300",
                "FATAL: something else | 08006",
                "FATAL: terminating connection due to administrator command | 08006",
                "FATAL: terminating connection because of crash of another server process | 08006",
                "FATAL: 57P01 | 08006",
                "FATAL: the database system is shutting down | 08006",
                "FATAL: the database system is starting up | 57P03",
                "terminating connection due to administrator command | 08006",
                "57P01: terminating connection due to administrator command | 08006",
                "could not connect to the database server | 08006",
                "FATAL: could not connect to the database server | 08006",
                "This connection has been closed. | 08006",
                "ERROR: connection closed by administrator | 08006",
                "ERROR: connection to server was reset by peer | 08006",
                "Connection reset by peer | 08006",
                "An I/O error occurred while sending to the backend. | 08006",
                "[Amazon](500150) Error setting/closing connection: Broken pipe | 08006",
                "ERROR: connection closed for today, says the user | HY000",
                "ERROR: could not connect to server \"of a foreign table\" | HY000",
                "ERROR: cannot execute INSERT in a read-only transaction | 25006",
                "ERROR: transaction is read-only | 25006",
                "ERROR: current transaction is aborted, commands ignored until end of transaction block | 25P02",
                "ERROR: VACUUM cannot run inside a transaction block | 25001",
                "ERROR: ALTER TABLE APPEND cannot run inside a transaction block | 25001",
                "ERROR: 1023 DETAIL: Serializable isolation violation on table - 100, transactions | 40001",
                "ERROR: could not serialize access due to concurrent update | 40001",
                "ERROR: deadlock detected | 40P01",
                "ERROR: Query (123) cancelled on user's request | 57014",
                "ERROR: canceling statement due to user request | 57014",
                "ERROR: canceling statement due to statement timeout | 57014",
                "ERROR: Disk Full | 53100",
                "ERROR: out of memory | 53200",
                "Database response exceeded size limit | 54000",
                "Packet for query is too large (2000000 > 1048576) | 54000",
                "No value specified for parameter 1. | 07001",
                "ERROR: CREATE INDEX is not supported | 0AR00",
                "ERROR: Feature not yet supported on Redshift tables | 0AR00",
                "ERROR: Schema quota exceeded | 53400",
                "ERROR: could not obtain lock on relation \"t\" | 55P03",
                "ERROR: cannot drop table t because other objects depend on it | 2BP01",
                "ERROR: cannot drop table t column x because view v depends on it | 2BP01",
                "ERROR: column \"t.x\" must appear in the GROUP BY clause or be used in an aggregate function | 42803",
                "ERROR: column \"x\" is of type integer but expression is of type character varying | 42804",
                "ERROR: cannot cast type boolean to date | 42846",
                "ERROR: \"t\" is not a view | 42809",
                "ERROR: database \"d\" is being accessed by other users | 55006",
                "ERROR: Load into table 't' failed. Check 'stl_load_errors' system table for details. | HY000",
                "ERROR: something new | HY000",
            })
    void theTextGivesTheState(String text, String state) {
        var exception = DatabaseErrors.of(text, false, "id-1", null, null);

        assertThat(exception.getSQLState()).isEqualTo(state);
        assertThat((Throwable) exception).hasMessage(text + " [statement id id-1]");
    }

    /** Names, values and the texts of RAISE are the user's: no word in them is the server's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR: column t.quota_exceeded does not exist | 42703",
                "ERROR: procedure check_quota_exceeded(integer) does not exist | 42883",
                "ERROR: function is_malformed(integer) does not exist | 42883",
                "ERROR: relation \"division by zero\" does not exist | 42P01",
                "ERROR: invalid input syntax for integer: \"deadlock detected\" | 22P02",
                "ERROR: Cannot insert a NULL value into column deadlock_detected | 23502",
                "ERROR: duplicate key value violates unique constraint \"permission denied\" | 23505",
                "ERROR: monthly quota exceeded | HY000",
                "ERROR: deadlock detected by the checker | HY000",
                "ERROR: could not obtain lock on job | HY000",
                "ERROR: duplicate key in import file | HY000",
                "ERROR: too many connections for tenant 7 of customer x, sorry | HY000",
                "ERROR: job was cancelled on user's request | HY000",
                "ERROR: connection to the partner was closed | HY000",
                "ERROR: order is not supported | HY000",
                "ERROR: customer 7 already exists | HY000",
            })
    void wordsOfTheUserDoNotDecide(String text, String state) {
        assertThat(DatabaseErrors.of(text, false, "id-1", null, null).getSQLState())
                .isEqualTo(state);
    }

    /** PL/pgSQL says where an error was raised; the version that Redshift descends from writes the word small. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadlock detected",
                "could not serialize access due to concurrent update",
                "relation \"t\" does not exist",
                "1023 DETAIL: Serializable isolation violation on table - 1",
                "connection was closed",
                "two\nlines",
                "",
            })
    void whatAProcedureRaisesIsItsOwn(String said) {
        for (var word : new String[] {"RAISE", "raise"}) {
            var text =
                    "ERROR: " + said + "\n  Detail: deadlock detected\n  Where: PL/pgSQL function f(integer) line 3 at "
                            + word + "\nSQL statement \"CALL f(1)\"";
            assertThat(DatabaseErrors.of(text, false, "i", null, null).getSQLState())
                    .isEqualTo("P0001");
            assertThat(DatabaseErrors.isOfLostConnection(text)).isFalse();
        }
        assertThat(DatabaseErrors.of(
                                "ERROR: " + said + "\n  Where: PL/pgSQL function inline_code_block line 1 at ASSERT",
                                false,
                                "i",
                                null,
                                null)
                        .getSQLState())
                .isEqualTo("P0004");
    }

    @Test
    void anErrorOfTheServerInsideAProcedureKeepsItsState() {
        var text = "ERROR: division by zero\n  Where: SQL statement \"SELECT 1/0\"\n"
                + "PL/pgSQL function f() line 3 at SQL statement";
        assertThat(DatabaseErrors.of(text, false, "i", null, null).getSQLState())
                .isEqualTo("22012");
    }

    /** A name may have line breaks, and what follows them may look like a label. */
    @Test
    void aNameWithLinesIsPartOfTheMessage() {
        for (var name : new String[] {"a\nb", "a\n  Detail: b", "a\n  Position: 3", "a\nERROR: deadlock detected"}) {
            var text = "ERROR: relation \"" + name + "\" does not exist\n  Position: 15";
            assertThat(DatabaseErrors.of(text, false, "i", null, null).getSQLState())
                    .as(text)
                    .isEqualTo("42P01");
        }
    }

    @Test
    void aReferenceThatAJoinForbidsIsToldApartByItsDetail() {
        var message = "ERROR: invalid reference to FROM-clause entry for table \"t\"\n  Detail: ";
        assertThat(state(message + "There is an entry for table \"t\", but it cannot be referenced from this part."))
                .isEqualTo("42P01");
        assertThat(state(message + "The combining JOIN type must be INNER or LEFT for a LATERAL reference."))
                .isEqualTo("42P10");
    }

    @Test
    void aCodeOfTheDatabaseHasTheClassOfItsDigits() {
        assertThat((Throwable)
                        DatabaseErrors.of("ERROR: negative substring length not allowed", false, "i", null, null))
                .isInstanceOf(SQLDataException.class);
        assertThat((Throwable) DatabaseErrors.of("ERROR: time zone \"x\" not recognized", false, "i", null, null))
                .isInstanceOf(SQLDataException.class);
        assertThat((Throwable) DatabaseErrors.of(
                        "ERROR: multiple primary keys for table \"t\" are not allowed", false, "i", null, null))
                .isInstanceOf(SQLSyntaxErrorException.class);
        assertThat((Throwable) DatabaseErrors.of("ERROR: CREATE INDEX is not supported", false, "i", null, null))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        // Frameworks tell by these classes that it passes.
        assertThat((Throwable) DatabaseErrors.of("ERROR: Schema quota exceeded", false, "i", null, null))
                .isInstanceOf(SQLTransientConnectionException.class);
        assertThat((Throwable) DatabaseErrors.of("FATAL: the database system is starting up", false, "i", null, null))
                .isInstanceOf(SQLTransientConnectionException.class);
        assertThat((Throwable)
                        DatabaseErrors.of("ERROR: could not obtain lock on relation \"t\"", false, "i", null, null))
                .isExactlyInstanceOf(SQLTransientException.class);
    }

    private static String state(String text) {
        return DatabaseErrors.of(text, false, "i", null, null).getSQLState();
    }

    @Test
    void detailsAndHintsDoNotDecide() {
        var text = "ERROR: syntax error at or near \"x\"\n  Hint: the relation does not exist\n  Position: 3";

        assertThat((Throwable) DatabaseErrors.of(text, false, "i", null, null))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining("Position: 3")
                .extracting("SQLState")
                .isEqualTo("42601");
    }

    @Test
    void aSerializationFailureIsFoundInTheDetailToo() {
        assertThat((Throwable) DatabaseErrors.of(
                        "ERROR: 1023\n  Detail: Serializable isolation violation on table", false, "i", null, null))
                .isInstanceOf(SQLTransactionRollbackException.class);
    }

    @Test
    void theClassIsTheStandardOneOfTheState() {
        assertThat((Throwable) DatabaseErrors.of("ERROR: duplicate key value", false, "i", null, null))
                .isInstanceOf(SQLIntegrityConstraintViolationException.class);
    }

    @Test
    void requestIdAndCauseAreKept() {
        var cause = new IllegalStateException("x");

        assertThat((Throwable) DatabaseErrors.of("ERROR: x", false, "s", "r", cause))
                .hasMessage("ERROR: x [statement id s] [request id r]")
                .hasCause(cause);
    }

    @Test
    void anAbortedStatementIsCancelledWhateverTheTextSays() {
        for (var text : new String[] {null, " ", "ERROR: syntax error"}) {
            var exception = DatabaseErrors.of(text, true, "s", null, null);

            assertThat(exception.getClass()).isEqualTo(SQLException.class);
            assertThat(exception.getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void aFailureWithoutTextSaysSo() {
        assertThat((Throwable) DatabaseErrors.of(null, false, "s", null, null))
                .hasMessage("The statement failed; the service gives no reason. [statement id s]");
    }

    /** Without a line that says who raised it, only the server's own sentences count. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadlock detected by the checker",
                "monthly quota exceeded",
                "could not serialize access to the queue",
                "too many connections for tenant 7",
                "could not obtain lock on job",
                "duplicate key in import file",
                "permission denied for this customer",
                "permission denied to touch customer 7",
                "must be owner of the ticket",
                "must be member of the team",
                "job was cancelled on user's request",
                "serializable isolation violation rules are off",
                "Schema quota exceeded in the shop",
                "Statement is too large to be paid at once",
            })
    void whatAProcedureMaySayIsNoSentenceOfTheServer(String text) {
        assertThat(DatabaseErrors.state("ERROR: " + text)).isEqualTo("HY000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permission denied for relation t|42501",
                "permission denied for schema s|42501",
                "permission denied for database d|42501",
                "permission denied for function f|42501",
                "permission denied for procedure p|42501",
                "permission denied for language plpythonu|42501",
                "permission denied for datashare d|42501",
                "must be owner of relation t|42501",
                "must be owner of schema s|42501",
                "permission denied to create external schema|42501",
                "permission denied to create database|42501",
                "could not serialize access due to concurrent update|40001",
                "Serializable isolation violation on table - 100, transactions forming the cycle are: 1, 2 (pid:3)|40001",
                "1023 Serializable isolation violation on table - 100, transactions forming the cycle are: 1, 2 (pid:3)|40001",
                "Schema quota exceeded for schema s|53400",
                "function f(unknown) is not unique|42725",
                "operator is not unique: unknown + unknown|42725",
                "procedure name \"p\" is not unique|42725",
                "aggregate name \"a\" is not unique|42725",
            })
    void theServersSentencesCountWithWhateverFollowsThem(String text, String state) {
        assertThat(DatabaseErrors.state("ERROR: " + text)).isEqualTo(state);
        assertThat(DatabaseErrors.state("ERROR: " + text + "\n  Hint: x\n  Detail: y"))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: Failed to incorporate external table \"s\".\"t\" into local catalog. Error=transaction is read-only",
                "ERROR: Failed to incorporate external table \"s.x\".\"t \"\"u\" into local catalog. Error=transaction is read-only."
            })
    void anExternalTableInAReadOnlyTransactionNamesTheProperty(String text) {
        var error = DatabaseErrors.of(text, false, "s-1", null, null);
        assertThat(error.getSQLState()).isEqualTo("25006");
        assertThat(error.getMessage())
                .startsWith(text)
                .contains("read-only. Before patch 204 Redshift reads external tables")
                .contains("setReadOnly(false)")
                .contains("readOnlyMode=ignore")
                .endsWith("[statement id s-1]");
    }

    @Test
    void anyOtherWriteThatIsRefusedNeedsNoAdvice() {
        var error = DatabaseErrors.of("ERROR: transaction is read-only", false, "s-1", null, null);
        assertThat(error.getMessage()).isEqualTo("ERROR: transaction is read-only [statement id s-1]");
    }

    @Test
    void aStatementThatRefusesATransactionIsToldFromOneThatFails() {
        assertThat(DatabaseErrors.refusesTransaction("ERROR: VACUUM cannot run inside a transaction block"))
                .isTrue();
        assertThat(DatabaseErrors.refusesTransaction("ERROR: division by zero")).isFalse();
    }
}
