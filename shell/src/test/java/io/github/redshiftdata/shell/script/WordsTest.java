package io.github.redshiftdata.shell.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void commentsAndParenthesesDoNotHideTheFirstWords() {
        assertThat(Words.first("-- a\n /* b\n*/ (create temp/**/table \"x\" (a int)", 5))
                .containsExactly("CREATE", "TEMP", "TABLE");
        assertThat(Words.first("insert into t values (1)", 2)).containsExactly("INSERT", "INTO");
        assertThat(Words.first("", 2)).isEmpty();
    }
}
