package io.github.redshiftdata.jdbc.internal.error;

import java.util.Arrays;
import java.util.Optional;

/**
 * The SQLSTATE values that this driver gives, and the commonest ones of the database. Errors of the database may have any
 * other of PostgreSQL's.
 */
public enum SqlState {
    NO_DATA("02000", "the statement gave no rows"),
    UNDEFINED_PARAMETER("07001", "a parameter was not set"),
    INVALID_DESCRIPTOR_INDEX("07009", "a column or parameter index is out of range"),
    CONNECTION_EXCEPTION("08000", "the answer of the service cannot be read"),
    UNABLE_TO_CONNECT("08001", "the connection could not be made"),
    CONNECTION_DOES_NOT_EXIST("08003", "the connection is closed"),
    REJECTED_CONNECTION("08004", "the target refused the connection"),
    CONNECTION_FAILURE("08006", "the session of the connection is gone"),
    TRANSACTION_RESOLUTION_UNKNOWN("08007", "whether the transaction was committed is not known"),
    TOO_MANY_RESULTS("0100E", "the statement gave rows where none were expected"),
    FEATURE_NOT_SUPPORTED("0AR00", "the feature is not supported"),
    STRING_TRUNCATION("22001", "a text is too long for its column"),
    NUMERIC_OUT_OF_RANGE("22003", "a number does not fit the type"),
    INVALID_DATETIME_FORMAT("22007", "a text is not a date or time"),
    DATETIME_OVERFLOW("22008", "a date or time is out of range"),
    DIVISION_BY_ZERO("22012", "division by zero"),
    CHARACTER_NOT_IN_REPERTOIRE("22021", "a character that no text in the warehouse can hold"),
    INVALID_PARAMETER_VALUE("22023", "an argument is not valid"),
    CANNOT_COERCE("22018", "a value cannot be read as the type asked for"),
    INVALID_TEXT_REPRESENTATION("22P02", "a text is not a value of its type"),
    DATA_EXCEPTION("22000", "a value is not valid"),
    INTEGRITY_CONSTRAINT_VIOLATION("23000", "a constraint was violated"),
    NOT_NULL_VIOLATION("23502", "NULL in a column that takes none"),
    FOREIGN_KEY_VIOLATION("23503", "a foreign key was violated"),
    UNIQUE_VIOLATION("23505", "a key exists already"),
    CHECK_VIOLATION("23514", "a check constraint was violated"),
    INVALID_CURSOR_STATE("24000", "the result set does not stand on a row"),
    INVALID_TRANSACTION_STATE("25000", "not possible in this state of the transaction"),
    ACTIVE_SQL_TRANSACTION("25001", "not possible inside a transaction"),
    READ_ONLY_TRANSACTION("25006", "a read-only transaction cannot write"),
    NO_ACTIVE_SQL_TRANSACTION("25P01", "no transaction is open"),
    IN_FAILED_TRANSACTION("25P02", "an earlier statement of the transaction failed: roll back"),
    INVALID_AUTHORIZATION("28000", "the credentials or the database user were refused"),
    INVALID_CURSOR_NAME("34000", "no such cursor"),
    INVALID_CATALOG_NAME("3D000", "no such database"),
    INVALID_SCHEMA_NAME("3F000", "no such schema"),
    SERIALIZATION_FAILURE("40001", "the transaction lost against another one: repeat it"),
    DEADLOCK_DETECTED("40P01", "the transaction was ended to break a deadlock: repeat it"),
    TRANSACTION_ROLLBACK("40000", "the transaction was rolled back"),
    SYNTAX_ERROR("42601", "syntax error"),
    SYNTAX_OR_ACCESS_ERROR("42000", "the statement is not valid"),
    INSUFFICIENT_PRIVILEGE("42501", "permission denied"),
    UNDEFINED_COLUMN("42703", "no such column"),
    AMBIGUOUS_COLUMN("42702", "a column name is ambiguous"),
    DUPLICATE_COLUMN("42701", "a column exists already"),
    UNDEFINED_FUNCTION("42883", "no such function or operator"),
    UNDEFINED_TABLE("42P01", "no such table"),
    UNDEFINED_OBJECT("42704", "no such object"),
    DUPLICATE_TABLE("42P07", "a table exists already"),
    DUPLICATE_SCHEMA("42P06", "a schema exists already"),
    DUPLICATE_DATABASE("42P04", "a database exists already"),
    DUPLICATE_OBJECT("42710", "an object exists already"),
    DUPLICATE_FUNCTION("42723", "a function exists already"),
    GROUPING_ERROR("42803", "a column is neither grouped nor aggregated"),
    DATATYPE_MISMATCH("42804", "types do not match"),
    CANNOT_CAST("42846", "a type cannot be cast to another"),
    WRONG_OBJECT("42809", "the object is of another kind"),
    DEPENDENT_OBJECTS_EXIST("2BP01", "other objects depend on this one"),
    INSUFFICIENT_RESOURCES("53000", "the warehouse lacks resources"),
    DISK_FULL("53100", "the disk of the warehouse is full"),
    TOO_MANY_CONNECTIONS("53300", "too many connections or sessions"),
    CONFIGURATION_LIMIT_EXCEEDED("53400", "a quota or rate of the service is used up"),
    STATEMENT_TOO_COMPLEX("54000", "the statement or its result is larger than the service takes"),
    OBJECT_IN_USE("55006", "the object is in use"),
    LOCK_NOT_AVAILABLE("55P03", "a lock is held by someone else"),
    OBJECT_NOT_IN_PREREQUISITE_STATE("55000", "the object is not in the right state"),
    OPERATOR_INTERVENTION("57000", "the warehouse ended the statement"),
    QUERY_CANCELED("57014", "the statement was cancelled, or ran out of time"),
    ADMIN_SHUTDOWN("57P01", "the warehouse is shutting down"),
    CANNOT_CONNECT_NOW("57P03", "the warehouse takes no connections now"),
    SYSTEM_ERROR("58000", "the service failed"),
    RAISE_EXCEPTION("P0001", "a procedure raised an error of its own"),
    ASSERT_FAILURE("P0004", "an assertion of a procedure failed"),
    INTERNAL_ERROR("XX000", "an error inside the warehouse"),
    UNKNOWN("HY000", "any other error");

    /** PostgreSQL's code, for which pools throw a connection away. */
    private static final String NOT_SUPPORTED = "0A000";

    private final String code;
    private final String meaning;

    SqlState(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The five characters. */
    public String code() {
        return code;
    }

    /**
     * The state for a code of the database; empty for codes that have no class of exceptions of their own, or one of the
     * driver's own mistakes.
     */
    static Optional<SqlState> ofDatabase(String code) {
        if (code.equals(NOT_SUPPORTED)) {
            return Optional.of(FEATURE_NOT_SUPPORTED);
        }
        return Arrays.stream(values())
                .filter(state -> state.code.equals(code) && state != INVALID_PARAMETER_VALUE)
                .findFirst();
    }

    /** What it means to a user, in a few words. */
    public String meaning() {
        return meaning;
    }
}
