package io.github.redshiftdata.emulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class PlaceholderScanTest {

    @Example
    void namesFollowSingleColons() {
        assertThat(PlaceholderScan.of("select :a, :b_2::int, :1 from t where x = :a")
                        .names())
                .containsExactly("a", "b_2", "1");
    }

    @Example
    void quotedTextAndCommentsHoldNoPlaceholders() {
        var scan = PlaceholderScan.of("select ':a ?', \"b:c?\", 'it''s :d', 'x\\':e', $$ :f ? $$, $q$ :g $q$ "
                + "-- :h ?\n /* :i /* ? */ :j */, :k");

        assertThat(scan.names()).containsExactly("k");
        assertThat(scan.questionMark()).isFalse();
    }

    @Example
    void aBareQuestionMarkIsSeen() {
        assertThat(PlaceholderScan.of("select 1 -- a\n where x = ?").questionMark())
                .isTrue();
    }

    @Property
    void anyTextIsScannedToItsEnd(
            @ForAll @Chars({'\'', '"', '$', ':', '?', '-', '/', '*', '\\', '\n', 'a', '1', ' '}) @StringLength(max = 30)
                    String sql) {
        assertThatCode(() -> PlaceholderScan.of(sql)).doesNotThrowAnyException();
        assertThat(PlaceholderScan.of(sql + "\n*/ :z").names().size()).isLessThanOrEqualTo(31);
    }
}
