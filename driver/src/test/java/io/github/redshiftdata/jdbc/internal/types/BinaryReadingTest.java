package io.github.redshiftdata.jdbc.internal.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in each form in which the service may write them. */
class BinaryReadingTest {

    private static <T> T read(RedshiftType type, Class<T> target, Cell cell) throws ConversionException {
        return Conversions.of(type, target).convert(cell);
    }

    private static byte[] all() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(
            value = RedshiftType.class,
            names = {"VARBYTE", "GEOMETRY", "GEOGRAPHY"})
    void bytesAreTheSameInBase64AndInHexadecimalAndAsTheyAre(RedshiftType type) throws ConversionException {
        var hex = HexFormat.of().formatHex(all());
        for (var cell : new Cell[] {
            TestCell.of(Base64.getEncoder().encodeToString(all())),
            TestCell.of(Base64.getMimeEncoder().encodeToString(all())),
            TestCell.of("\\x" + hex),
            TestCell.of(all())
        }) {
            assertThat(read(type, byte[].class, cell)).isEqualTo(all());
            assertThat(read(type, Object.class, cell)).isEqualTo(all());
            assertThat(read(type, String.class, cell)).isEqualTo(hex);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RedshiftType.class,
            names = {"GEOMETRY", "GEOGRAPHY"})
    void aShapeThatStartsWithItsByteOrderIsHexadecimal(RedshiftType type) throws ConversionException {
        for (var text : new String[] {"0000000001", "0101000020E6100000"}) {
            assertThat(read(type, Object.class, TestCell.of(text)))
                    .isEqualTo(HexFormat.of().parseHex(text));
        }
        // an odd number of digits is not: these are four characters of Base64
        assertThat(read(type, byte[].class, TestCell.of("01a/")))
                .isEqualTo(Base64.getDecoder().decode("01a/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@@@", "[[[[", "````", "{{{{", "::::", "....", "\\x0", "\\xzz", "A"})
    void whatIsNeitherIsNoBytes(String text) throws ConversionException {
        for (var type : new RedshiftType[] {RedshiftType.VARBYTE, RedshiftType.GEOMETRY, RedshiftType.GEOGRAPHY}) {
            assertThatExceptionOfType(ConversionException.class)
                    .isThrownBy(() -> read(type, byte[].class, TestCell.of(text)))
                    .withMessageContaining(text)
                    .withMessageContaining(type.serviceName())
                    .satisfies(e -> assertThat(e.category()).isEqualTo(Category.BAD_TEXT));
        }
        assertThat(read(RedshiftType.GEOMETRY, String.class, TestCell.of(text))).isEqualTo(text);
        assertThat(read(RedshiftType.GEOMETRY, Object.class, TestCell.of(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 7, 7",
        "VARCHAR, ä, ä",
        "BOOLEAN, true, t",
        "TIMESTAMP, 2024-06-12 14:30:45.0, 2024-06-12 14:30:45"
    })
    void otherTypesGiveTheBytesOfTheirText(RedshiftType type, String sent, String text) throws ConversionException {
        assertThat(read(type, byte[].class, TestCell.of(sent))).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void bytesOfATextTypeAreItsText() throws ConversionException {
        assertThat(read(RedshiftType.VARCHAR, String.class, TestCell.of("ä".getBytes(UTF_8))))
                .isEqualTo("ä");
        assertThat(Conversions.textReader(RedshiftType.VARCHAR).read(TestCell.of("ä".getBytes(UTF_8))))
                .isEqualTo("ä");
        assertThat(Conversions.textReader(RedshiftType.VARCHAR).read(TestCell.NULL))
                .isEmpty();
    }
}
