package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ColdStartTest {

    @Test
    void whatTheFirstRequestNeedsIsLoadedWithoutAFault() {
        assertThatCode(ColdStart::load).doesNotThrowAnyException();
    }
}
