package io.github.redshiftdata.soak.races;

import java.sql.SQLException;

/** A kind of race. */
@FunctionalInterface
interface Scenario {

    /**
     * One race. What is broken goes to the round; an exception says that the race could not be set up, which is a
     * violation too.
     */
    void race(Round round) throws SQLException;
}
