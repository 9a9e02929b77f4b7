package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Each setter keeps one value, of the type that the Javadoc of PreparedStatement names. */
class ParameterSettersTest {

    /** What a setter kept. */
    private record Kept(int index, ParameterValue value, int sqlType) {}

    /** Sets something. */
    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    private static Kept kept(Setter setter) throws SQLException {
        var kept = new Kept[1];
        setter.set(Defaults.of(ParameterSetters.class, (proxy, method, arguments) -> {
            kept[0] = new Kept((Integer) arguments[0], (ParameterValue) arguments[1], (Integer) arguments[2]);
            return null;
        }));
        assertThat(kept[0]).as("the value is kept").isNotNull();
        return kept[0];
    }

    private static void assertLiteral(String sql, Setter setter) throws SQLException {
        var kept = kept(setter);
        assertThat(kept.index()).isEqualTo(3);
        assertThat(kept.value()).isInstanceOf(ParameterValue.Literal.class);
        assertThat(((ParameterValue.Literal) kept.value()).sql()).isEqualTo(sql);
    }

    private static void assertText(String text, Setter setter) throws SQLException {
        assertThat(kept(setter)).isEqualTo(new Kept(3, new ParameterValue.Text(text, null), Types.NULL));
    }

    private static void assertBytes(Setter setter) throws SQLException {
        assertThat(kept(setter)).isEqualTo(new Kept(3, new ParameterValue.Bytes("6162"), Types.NULL));
    }

    private static void assertNull(int sqlType, Setter setter) throws SQLException {
        var kept = kept(setter);
        assertThat(kept.index()).isEqualTo(3);
        assertThat(kept.value()).isEqualTo(new ParameterValue.Null(sqlType));
    }

    private static InputStream stream() {
        return new ByteArrayInputStream("ab".getBytes(UTF_8));
    }

    private static Reader reader() {
        return new StringReader("ab");
    }

    private static Calendar tokyo() {
        return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
    }

    @Test
    void numbersAndBooleansAreLiterals() throws SQLException {
        assertLiteral("TRUE", statement -> statement.setBoolean(3, true));
        assertLiteral("FALSE", statement -> statement.setBoolean(3, false));
        assertLiteral("7", statement -> statement.setByte(3, (byte) 7));
        assertLiteral("7", statement -> statement.setShort(3, (short) 7));
        assertLiteral("7", statement -> statement.setInt(3, 7));
        assertLiteral("7", statement -> statement.setLong(3, 7));
        assertLiteral("7.25", statement -> statement.setBigDecimal(3, new BigDecimal("7.25")));
        assertThat(kept(statement -> statement.setFloat(3, 1.5f)).value().text())
                .isEqualTo("1.5");
        assertThat(kept(statement -> statement.setDouble(3, 2.5)).value().text())
                .isEqualTo("2.5");
    }

    @Test
    void datesAndTimesAreLiterals() throws SQLException {
        assertLiteral("DATE '2024-01-31'", statement -> statement.setDate(3, Date.valueOf("2024-01-31")));
        assertThat(kept(statement -> statement.setTime(3, Time.valueOf("01:02:03")))
                        .value()
                        .text())
                .isEqualTo("01:02:03");
        var timestamp = kept(statement -> statement.setTimestamp(3, Timestamp.valueOf("2024-01-31 01:02:03")));
        assertThat(timestamp.value().text()).startsWith("2024-01-31 01:02:03");
        assertThat(timestamp.sqlType()).isEqualTo(Types.TIMESTAMP);
    }

    @Test
    void aCalendarSaysInWhichZoneAMomentIsWritten() throws SQLException {
        var moment = 1_706_659_200_000L; // 2024-01-31 00:00 UTC, 09:00 in Tokyo
        assertThat(kept(statement -> statement.setTimestamp(3, new Timestamp(moment), tokyo()))
                        .value()
                        .text())
                .startsWith("2024-01-31 09:00:00");
        assertThat(kept(statement -> statement.setTimestamp(3, new Timestamp(moment), tokyo()))
                        .sqlType())
                .isEqualTo(Types.TIMESTAMP);
        assertThat(kept(statement -> statement.setDate(3, new Date(moment + 57_600_000), tokyo()))
                        .value()
                        .text())
                .isEqualTo("2024-02-01");
        assertThat(kept(statement -> statement.setTime(3, new Time(moment), tokyo()))
                        .value()
                        .text())
                .startsWith("09:00:00");
    }

    @Test
    void textsAreTexts() throws SQLException, MalformedURLException {
        var url = URI.create("http://a.example/").toURL();
        assertText("ab", statement -> statement.setString(3, "ab"));
        assertText("ab", statement -> statement.setNString(3, "ab"));
        assertText("http://a.example/", statement -> statement.setURL(3, url));
        assertText("ab", statement -> statement.setAsciiStream(3, stream()));
        assertText("a", statement -> statement.setAsciiStream(3, stream(), 1));
        assertText("a", statement -> statement.setAsciiStream(3, stream(), 1L));
        assertText("ab", statement -> statement.setCharacterStream(3, reader()));
        assertText("a", statement -> statement.setCharacterStream(3, reader(), 1));
        assertText("a", statement -> statement.setCharacterStream(3, reader(), 1L));
        assertText("ab", statement -> statement.setNCharacterStream(3, reader()));
        assertText("a", statement -> statement.setNCharacterStream(3, reader(), 1L));
        assertText("ab", statement -> statement.setClob(3, reader()));
        assertText("a", statement -> statement.setClob(3, reader(), 1L));
        assertText("ab", statement -> statement.setNClob(3, reader()));
        assertText("a", statement -> statement.setNClob(3, reader(), 1L));
        var clob = Defaults.of(NClob.class, (proxy, method, arguments) -> reader());
        assertText("ab", statement -> statement.setClob(3, clob));
        assertText("ab", statement -> statement.setNClob(3, clob));
    }

    @Test
    void bytesAreBytes() throws SQLException {
        var blob = Defaults.of(Blob.class, (proxy, method, arguments) -> stream());
        assertBytes(statement -> statement.setBytes(3, "ab".getBytes(UTF_8)));
        assertBytes(statement -> statement.setBinaryStream(3, stream()));
        assertBytes(statement -> statement.setBinaryStream(3, stream(), 2));
        assertBytes(statement -> statement.setBinaryStream(3, stream(), 2L));
        assertBytes(statement -> statement.setBlob(3, stream()));
        assertBytes(statement -> statement.setBlob(3, stream(), 2L));
        assertBytes(statement -> statement.setBlob(3, blob));
    }

    @Test
    void nullIsOfTheTypeOfTheSetter() throws SQLException {
        assertNull(Types.NUMERIC, statement -> statement.setBigDecimal(3, null));
        assertNull(Types.VARCHAR, statement -> statement.setString(3, null));
        assertNull(Types.VARCHAR, statement -> statement.setNString(3, null));
        assertNull(Types.VARCHAR, statement -> statement.setURL(3, null));
        assertNull(Types.VARCHAR, statement -> statement.setClob(3, (Clob) null));
        assertNull(Types.VARBINARY, statement -> statement.setBytes(3, null));
        assertNull(Types.VARBINARY, statement -> statement.setBlob(3, (InputStream) null));
        assertNull(Types.DATE, statement -> statement.setDate(3, null));
        assertNull(Types.TIME, statement -> statement.setTime(3, null));
        assertNull(Types.TIMESTAMP, statement -> statement.setTimestamp(3, null));
        assertNull(Types.NULL, statement -> statement.setDate(3, null, tokyo()));
        assertNull(Types.NULL, statement -> statement.setObject(3, null));
        assertNull(Types.INTEGER, statement -> statement.setObject(3, null, Types.INTEGER));
        assertNull(Types.INTEGER, statement -> statement.setNull(3, Types.INTEGER));
        assertNull(Types.INTEGER, statement -> statement.setNull(3, Types.INTEGER, "int4"));
    }

    @Test
    void anObjectIsOfItsClassOrOfTheTypeThatIsNamed() throws SQLException {
        assertLiteral("7", statement -> statement.setObject(3, 7));
        assertText("ab", statement -> statement.setObject(3, reader()));
        var asNumber = kept(statement -> statement.setObject(3, "7", Types.INTEGER));
        assertThat(asNumber.value().text()).isEqualTo("7");
        assertThat(asNumber.sqlType()).isEqualTo(Types.INTEGER);
        assertThat(kept(statement -> statement.setObject(3, "7", JDBCType.INTEGER)))
                .isEqualTo(asNumber);
        assertThat(kept(statement -> statement.setObject(3, "7", JDBCType.INTEGER, 0)))
                .isEqualTo(asNumber);
    }

    @Test
    void theLastArgumentOfAnObjectIsItsScaleOrItsLength() throws SQLException {
        var decimal = new BigDecimal("1.255");
        var rounded = kept(statement -> statement.setObject(3, decimal, Types.NUMERIC, 2));
        assertThat(rounded.value().text()).isEqualTo("1.26");
        assertThat(rounded.sqlType()).isEqualTo(Types.NUMERIC);
        assertThat(kept(statement -> statement.setObject(3, decimal, JDBCType.NUMERIC, 1))
                        .value()
                        .text())
                .isEqualTo("1.3");
        assertThat(kept(statement -> statement.setObject(3, reader(), Types.VARCHAR, 1))
                        .value()
                        .text())
                .isEqualTo("a");
    }

    @Test
    void whatHasNoFormInTheTypeIsRefused() {
        assertThatThrownBy(() -> kept(statement -> statement.setObject(3, "seven", Types.INTEGER)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("This concerns the parameter");
        assertThatThrownBy(() -> kept(statement -> statement.setObject(3, new Object())))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22018");
    }
}
