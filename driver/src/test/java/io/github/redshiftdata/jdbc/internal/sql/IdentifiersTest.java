package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Property
    void noNameEndsItsQuotes(@ForAll("names") String name) throws SqlTextException {
        Assume.that(!name.isEmpty());

        var tokens = SqlLexer.read(Identifiers.quote(name));

        assertThat(tokens).hasSize(1);
        assertThat(tokens.get(0).kind()).isEqualTo(TokenKind.QUOTED_IDENTIFIER);
        assertThat(tokens.get(0).value()).isEqualTo(name);
    }

    @Test
    void namesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Identifiers.quote("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Identifiers.quote("a\0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyPlainNamesNeedNoQuotes() {
        assertThat(new String[] {"venue_2", "az09", "_", "z"}).allMatch(Identifiers::isSimple);
        assertThat(new String[] {"", "2a", "0a", "9a", "Venue", "a b", "é", "user", "tag", "a$"})
                .noneMatch(Identifiers::isSimple);
    }

    @Test
    void keywordsOfTheStandardAreReservedButNotReported() {
        assertThat(Keywords.isReserved("Select")).isTrue();
        assertThat(Keywords.isReserved("venue")).isFalse();
        assertThat(Keywords.sqlKeywords().split(","))
                .contains("PIVOT", "SYSDATE", "TOP")
                .doesNotContain("SELECT", "USER");
    }

    @Provide
    Arbitrary<String> names() {
        return SqlTexts.anyValue();
    }
}
