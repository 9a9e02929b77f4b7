package io.github.redshiftdata.jdbc.internal.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes as UTF-8 is exactly what the JDK's decoder takes, wherever it stands within the words of eight bytes. */
class Utf8Test {

    /** Offsets that put a sequence at every place of a word, and the words around it before and behind it. */
    private static final int OFFSETS = 3 * Long.BYTES;

    private static final String[] TAILS = {"", "x", "xxxxxxx", "é", "xxxxxxxxxxxxxxxxx"};

    private static boolean passes(byte[] bytes, int length) {
        try {
            JsonText.requireUtf8(bytes, length);
            return true;
        } catch (IOException notUtf8) {
            return false;
        }
    }

    private static boolean jdkDecodes(byte[] bytes, int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** The sequence behind so many plain bytes, and with plain bytes behind it. */
    private static byte[] at(int offset, byte[] sequence, String tail) {
        var end = tail.getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[offset + sequence.length + end.length];
        Arrays.fill(bytes, 0, offset, (byte) 'a');
        System.arraycopy(sequence, 0, bytes, offset, sequence.length);
        System.arraycopy(end, 0, bytes, offset + sequence.length, end.length);
        return bytes;
    }

    private static void assertEverywhere(String hex, boolean wellFormed) {
        var sequence = HexFormat.of().parseHex(hex);
        for (int offset = 0; offset < OFFSETS; offset++) {
            for (var tail : TAILS) {
                var bytes = at(offset, sequence, tail);
                assertThat(passes(bytes, bytes.length))
                        .as("%s at %s before \"%s\"", hex, offset, tail)
                        .isEqualTo(wellFormed)
                        .isEqualTo(jdkDecodes(bytes, bytes.length));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // one byte that begins nothing, or nothing any more
                "80",
                "bf",
                "fe",
                "ff",
                "c0",
                "c1",
                "f5",
                "f8",
                "fc",
                // overlong forms
                "c080",
                "c1bf",
                "e08080",
                "e09fbf",
                "f0808080",
                "f08fbfbf",
                "f888808080",
                "fc8480808080",
                // halves of surrogate pairs, alone and paired
                "eda080",
                "edafbf",
                "edb080",
                "edbfbf",
                "eda080edb080",
                "edafbfedbfbf",
                // above U+10FFFF
                "f4908080",
                "f5808080",
                "f7bfbfbf",
                // broken off
                "c2",
                "df",
                "e0",
                "e0a0",
                "e180",
                "ef",
                "efbf",
                "f0",
                "f090",
                "f09080",
                "f48f",
                "f48fbf",
                // broken off by another sequence
                "c2c280",
                "e0a0c280",
                "e180e18080",
                "f0908041",
                "f09080c280",
                "f09041",
                "e141",
                // a continuation too many
                "c28080",
                "e1808080",
                "f090808080"
            })
    void malformedSequencesAreRefusedAtEveryOffset(String hex) {
        assertEverywhere(hex, false);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "00",
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "e0bfbf",
                "e18080",
                "ecbfbf",
                "ed8080",
                "ed9fbf",
                "ee8080",
                "efbfbd",
                "efbfbf",
                "f0908080",
                "f0bfbfbf",
                "f1808080",
                "f3bfbfbf",
                "f48fbfbf",
                "c280e0a080f0908080"
            })
    void wellFormedSequencesPassAtEveryOffset(String hex) {
        assertEverywhere(hex, true);
    }

    @Property
    void everyPairOfBytesIsJudgedAsByTheJdk(
            @ForAll byte first, @ForAll byte second, @ForAll @IntRange(max = OFFSETS) int offset) {
        var bytes = at(offset, new byte[] {first, second}, "aaaaaaaaa");
        assertThat(passes(bytes, bytes.length)).isEqualTo(jdkDecodes(bytes, bytes.length));
    }

    @Property
    void anyBytesAreJudgedAsByTheJdk(
            @ForAll("bytes") byte[] sequence,
            @ForAll @IntRange(max = OFFSETS) int offset,
            @ForAll @IntRange(max = 12) int cut) {
        var bytes = at(offset, sequence, "aaaaaaaaaa");
        int length = Math.max(0, bytes.length - cut);
        assertThat(passes(bytes, length)).isEqualTo(jdkDecodes(bytes, length));
    }

    /** Bytes that often look like the begin of a sequence, or go on with one. */
    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                        Arbitraries.bytes(),
                        Arbitraries.of(0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf).map(Integer::byteValue),
                        Arbitraries.of(0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5)
                                .map(Integer::byteValue))
                .array(byte[].class)
                .ofMaxSize(12);
    }

    @Property
    void everyWellFormedTextPassesAndWithOneByteChangedIsJudgedAsByTheJdk(
            @ForAll String text, @ForAll byte changed, @ForAll @IntRange(max = 1000) int place) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(passes(bytes, bytes.length)).isTrue();
        if (bytes.length > 0) {
            bytes[place % bytes.length] = changed;
            assertThat(passes(bytes, bytes.length)).isEqualTo(jdkDecodes(bytes, bytes.length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "eda080", "f4908080", "e282"})
    void aPageWithSuchATextIsRefusedWholeInEitherFormat(String hex) {
        var sequence = HexFormat.of().parseHex(hex);
        for (int offset = 0; offset < OFFSETS; offset++) {
            var json = page("{\"Records\":[[{\"stringValue\":\"", at(offset, sequence, "x"), "\"}]]}");
            var csv = page("{\"Records\":[{\"CSVRecords\":\"", at(offset, sequence, "x"), "\"}]}");
            assertThat(failure(() -> JsonPageDecoder.decode(json, json.length))).contains("not UTF-8");
            assertThat(failure(() -> CsvDecoder.decode(csv, csv.length, false))).contains("not UTF-8");
        }
    }

    private interface Decoding {
        ResultPage decode() throws IOException;
    }

    private static String failure(Decoding decoding) {
        try {
            return "decoded " + decoding.decode();
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static byte[] page(String begin, byte[] text, String end) {
        var page = new byte[begin.length() + text.length + end.length()];
        System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, page, 0, begin.length());
        System.arraycopy(text, 0, page, begin.length(), text.length);
        System.arraycopy(end.getBytes(StandardCharsets.US_ASCII), 0, page, begin.length() + text.length, end.length());
        return page;
    }
}
