package io.github.redshiftdata.jdbc.internal.meta;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.meta.Privileges.Privilege;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivilegesTest {

    private static final NamePattern ALL = NamePattern.of(null);

    private final PlayedCatalog played = new PlayedCatalog();
    private final Privileges privileges = new Privileges(played);

    private void givesList(@Nullable String list) {
        played.gives("pg_class", row("s", "t", "owner", list));
    }

    @Test
    void withoutAListTheOwnerMayDoWhatOwnersMay() throws SQLException {
        givesList(null);
        assertThat(privileges.find(ALL, ALL))
                .allMatch(right -> right.grantee().equals("owner")
                        && right.grantor().equals("owner")
                        && right.grantable()
                        && right.schema().equals("s")
                        && right.table().equals("t"))
                .extracting(Privilege::name)
                .containsExactly("INSERT", "SELECT", "UPDATE", "DELETE", "REFERENCES");
    }

    @Test
    void aStarIsTheRightToGrantOn() throws SQLException {
        givesList("{owner=r/owner,\"group writers=ar*w/owner\",=r/owner}");
        assertThat(privileges.find(ALL, ALL))
                .containsExactly(
                        new Privilege("s", "t", "owner", "owner", "SELECT", true),
                        new Privilege("s", "t", "owner", "group writers", "INSERT", false),
                        new Privilege("s", "t", "owner", "group writers", "SELECT", true),
                        new Privilege("s", "t", "owner", "group writers", "UPDATE", false),
                        new Privilege("s", "t", "owner", "PUBLIC", "SELECT", false));
    }

    @ParameterizedTest
    @CsvSource({
        "r, SELECT",
        "w, UPDATE",
        "a, INSERT",
        "d, DELETE",
        "D, TRUNCATE",
        "R, RULE",
        "x, REFERENCES",
        "t, TRIGGER",
        "P, DROP",
        "A, ALTER",
    })
    void everyLetterIsARight(String letter, String name) throws SQLException {
        givesList("{me=" + letter + "/owner}");
        assertThat(privileges.find(ALL, ALL)).containsExactly(new Privilege("s", "t", "owner", "me", name, false));
    }

    @Test
    void whatCannotBeReadIsLeftOut() throws SQLException {
        givesList("{nothing,me=r,me=?r/owner}");
        assertThat(privileges.find(ALL, ALL)).containsExactly(new Privilege("s", "t", "owner", "me", "SELECT", false));
    }

    @Test
    void theTablesAreThoseThatMatch() throws SQLException {
        assertThat(privileges.find(NamePattern.exactly("s"), NamePattern.of("t%")))
                .isEmpty();
        assertThat(played.asked).singleElement().asString().endsWith(" AND n.nspname = 's' AND c.relname LIKE 't%'");
        assertThat(privileges.find(NamePattern.of(""), ALL)).isEmpty();
        assertThat(privileges.find(ALL, NamePattern.of(""))).isEmpty();
        assertThat(played.asked).as("an empty name is no question").hasSize(1);
    }
}
