package com.example.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest
@ActiveProfiles("test")
class VisitsTest {

    @Autowired
    private Visits visits;

    @Test
    void visitsAreCountedAndAddedAllOrNone() {
        visits.add(List.of("ann", "ben", "ann"));
        assertThatThrownBy(() -> visits.add(Arrays.asList("ben", "ben", null))).isInstanceOf(DataAccessException.class);

        assertThat(visits.most(10)).containsExactly(new Visits.Count("ann", 2), new Visits.Count("ben", 1));
    }
}
