package io.github.redshiftdata.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PageTokensTest {

    @Property
    void aTokenGoesOnWhereItSays(@ForAll String scope, @ForAll @IntRange int next) {
        assertThat(PageTokens.decode(scope, PageTokens.encode(scope, next))).hasValue(next);
    }

    @Property
    void whatIsNoTokenIsRefused(@ForAll String text) {
        assertThat(PageTokens.decode("scope", text)).isEmpty();
    }

    @Example
    void aTokenOfAnotherScopeIsRefused() {
        assertThat(PageTokens.decode("b", PageTokens.encode("a", 3))).isEmpty();
    }
}
