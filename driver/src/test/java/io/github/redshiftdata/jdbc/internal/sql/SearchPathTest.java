package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a|\"a\"",
                "a,public|\"a\", \"public\"",
                " a , Public ,b\t|\"a\", \"public\", \"b\"",
                "\"My Schema\",\"a,b\"|\"My Schema\", \"a,b\"",
                "\"say \"\"hi\"\"\" , x|\"say \"\"hi\"\"\", \"x\"",
                "\"$user\", $user, my-schema|\"$user\", \"$user\", \"my-schema\"",
                "a\"b|\"a\"\"b\"",
                "été|\"été\"",
            })
    void aListIsReadAsTheServerReadsIt(String text, String sql) {
        assertThat(SearchPath.parse(text).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "a,", ",a", "a,,b", "a b", "\"a", "\"a\"b", "\"\"", "a, \"b\" c"})
    void whatIsNoListIsRefused(String text) {
        assertThatThrownBy(() -> SearchPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSchemasOfTheUserAndOfTemporaryTablesNeedNotExist() {
        assertThat(SearchPath.parse("$user,pg_temp, a, \"B\"").expected()).containsExactly("a", "B");
    }

    @Property
    void quotedNamesComeBack(@ForAll @NotEmpty @Size(max = 5) List<@NotEmpty @StringLength(max = 10) String> names) {
        var path = new SearchPath(names.stream()
                .map(name -> name.replace("\0", ""))
                .filter(name -> !name.isEmpty() && Characters.areSendable(name))
                .toList());

        if (!path.schemas().isEmpty()) {
            assertThat(SearchPath.parse(path.sql())).isEqualTo(path);
        }
    }
}
