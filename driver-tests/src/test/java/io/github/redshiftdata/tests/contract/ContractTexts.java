package io.github.redshiftdata.tests.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an endpoint answers, word for word, where AWS documents neither the text of a value nor that of an error. The
 * expectation is what the emulator answers.
 */
record ContractTexts(String fact, String sql, String expected) {

    private static final Pattern IDS = Pattern.compile(" [\\[(](statement|request)( id)? [^])]*[\\])]");

    /** Values of types whose text nobody has written down, and of the others in the same form. */
    static final List<ContractTexts> VALUES = List.of(
            new ContractTexts("text of an unbounded text", "SELECT 'a'::text", "a"),
            new ContractTexts("text of char(4)", "SELECT 'ab'::char(4)", "ab"),
            new ContractTexts("text of super", "SELECT JSON_PARSE('{\"a\": [1, \"b\"]}')", "{\"a\":[1,\"b\"]}"),
            new ContractTexts("text of varbyte", "SELECT 'abc'::varbyte", "616263"),
            new ContractTexts("text of a year-month interval", "SELECT INTERVAL '1-2' YEAR TO MONTH", "1 years 2 mons"),
            new ContractTexts(
                    "text of a day-second interval",
                    "SELECT INTERVAL '1 2:03:04.5' DAY TO SECOND",
                    "1 days 2 hours 3 mins 4.5 secs"),
            new ContractTexts(
                    "text of geometry",
                    "SELECT ST_GeomFromText('POINT(1 2)')",
                    "HY000 SQLException: ERROR: the function st_geomfromtext is not supported by the emulator | Position: 8"),
            new ContractTexts(
                    "text of geography",
                    "SELECT ST_GeogFromText('POINT(1 2)')",
                    "HY000 SQLException: ERROR: the function st_geogfromtext is not supported by the emulator | Position: 8"),
            new ContractTexts("text of NaN", "SELECT 'NaN'::float8", "NaN"),
            new ContractTexts("text of infinity", "SELECT '-Infinity'::float8", "-Infinity"),
            new ContractTexts("text of timetz with an offset", "SELECT '14:30:45.5+02:30'::timetz", "14:30:45.5+02:30"),
            new ContractTexts("text of a date before Christ", "SELECT '0044-03-15 BC'::date", "0044-03-15 BC"));

    /** Errors whose SQLSTATE the driver reads off the text. */
    static final List<ContractTexts> ERRORS = List.of(
            new ContractTexts(
                    "error of a missing table",
                    "SELECT * FROM %s.missing",
                    "42P01 SQLSyntaxErrorException: ERROR: relation \"SCHEMA.missing\" does not exist | Position: 15"),
            new ContractTexts(
                    "error of a missing column",
                    "SELECT nothing FROM pg_class",
                    "42703 SQLSyntaxErrorException: ERROR: column \"nothing\" does not exist | Position: 8"),
            new ContractTexts(
                    "error of a missing function",
                    "SELECT no_such_function(1)",
                    "42883 SQLSyntaxErrorException: ERROR: function no_such_function(integer) does not exist | Hint: No function matches the given name and argument types. You might need to add explicit type casts. | Position: 8"),
            new ContractTexts(
                    "error of a missing schema",
                    "CREATE TABLE no_such_schema.t (id int)",
                    "3F000 SQLSyntaxErrorException: ERROR: schema \"no_such_schema\" does not exist | Position: 14"),
            new ContractTexts(
                    "error of a wrong grammar",
                    "SELEC 1",
                    "42601 SQLSyntaxErrorException: ERROR: syntax error at or near \"SELEC\" | Position: 1"),
            new ContractTexts(
                    "error of a division by zero",
                    "SELECT 1 / id FROM %s.texts",
                    "22012 SQLDataException: ERROR: division by zero"),
            new ContractTexts(
                    "error of text as a number",
                    "SELECT name::int FROM %s.texts",
                    "22P02 SQLDataException: ERROR: invalid input syntax for integer: \"a\""),
            new ContractTexts(
                    "error of a number out of range",
                    "SELECT (id + 70000)::smallint FROM %s.texts",
                    "22003 SQLDataException: ERROR: smallint out of range"),
            new ContractTexts(
                    "error of a NULL",
                    "INSERT INTO %s.texts (name) VALUES ('b')",
                    "23502 SQLIntegrityConstraintViolationException: ERROR: Cannot insert a NULL value into column id | Detail: Failing row contains (null, b)."),
            new ContractTexts(
                    "error of a long text",
                    "INSERT INTO %s.texts VALUES (1, 'longer than ten')",
                    "22001 SQLDataException: ERROR: Value too long for character type"),
            new ContractTexts(
                    "error of a table made twice",
                    "CREATE TABLE %s.texts (id int)",
                    "42P07 SQLSyntaxErrorException: ERROR: relation \"texts\" already exists"),
            new ContractTexts(
                    "error of an unknown user",
                    "SET SESSION AUTHORIZATION no_such_user",
                    "42704 SQLSyntaxErrorException: ERROR: role \"no_such_user\" does not exist"));

    /** What the statement answers here: its first value, or SQLSTATE, class and text of its error. */
    String observed(Connection connection, String schema) {
        try (var statement = connection.createStatement()) {
            if (!statement.execute(sql.formatted(schema))) {
                return "no rows";
            }
            try (var rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        } catch (SQLException failure) {
            return said(failure, schema);
        }
    }

    /** An error without what differs from run to run. */
    static String said(SQLException failure, String schema) {
        return failure.getSQLState() + " " + failure.getClass().getSimpleName() + ": "
                + IDS.matcher(String.valueOf(failure.getMessage()))
                        .replaceAll("")
                        .replace(schema, "SCHEMA")
                        .replaceAll("\\s*\\R\\s*", " | ")
                        // The place in the statement is the driver's own.
                        .replaceAll("(\\| Position: \\d+) \\| .* \\| *\\^$", "$1");
    }
}
