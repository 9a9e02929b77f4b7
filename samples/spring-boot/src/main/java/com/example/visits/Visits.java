package com.example.visits;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of visits. */
@Repository
public class Visits {

    /** How often somebody came. */
    public record Count(String visitor, long visits) {}

    private final JdbcTemplate jdbc;

    Visits(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds visits, all or none. The program makes the keys: Redshift does not tell those that it makes. */
    @Transactional
    public void add(List<String> visitors) {
        var now = Timestamp.valueOf(LocalDateTime.now());
        jdbc.batchUpdate("insert into visits (id, visitor, at) values (?, ?, ?)", visitors, 500, (insert, visitor) -> {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, visitor);
            insert.setTimestamp(3, now);
        });
    }

    /** Those who came most often. */
    public List<Count> most(int limit) {
        return jdbc.query(
                "select visitor, count(*) as visits from visits group by visitor order by visits desc, visitor limit ?",
                (row, number) -> new Count(row.getString("visitor"), row.getLong("visits")),
                limit);
    }
}
