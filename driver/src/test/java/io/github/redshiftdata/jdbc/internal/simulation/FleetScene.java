package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.List;

/**
 * What the JVMs of a fleet do.
 *
 * @param name as it is printed
 * @param work the requests of one query, again and again on each connection
 * @param bound the operation whose quota is the bound
 * @param connections of each JVM
 * @param greedy the connections of the first JVM
 * @param coming how many tenths of the JVMs come late
 * @param going how many tenths of them leave
 * @param outage what a minute without the service looks like, or a quarter of an hour beside others
 */
record FleetScene(
        String name,
        List<FleetQuota.Operation> work,
        FleetQuota.Operation bound,
        int connections,
        int greedy,
        int coming,
        int going,
        Outage outage) {

    /** How requests end meanwhile. */
    enum Outage {
        NONE,
        THROTTLED,
        UNAVAILABLE,
        /** A program that does not pace its requests sends twice the quota. */
        CROWDED,
        /** Such a program sends two seconds' quota at once, again and again. */
        BURSTS;

        /** Whether the service goes on, and others ask too much of it. */
        boolean isByOthers() {
            return this == CROWDED || this == BURSTS;
        }
    }

    private static final int USUAL = 4;
    private static final int MANY = 64;

    /** Short queries, each a statement and a page of its result. */
    static final FleetScene QUERIES = of(
            "queries",
            FleetQuota.Operation.RESULT,
            FleetQuota.Operation.EXECUTE,
            FleetQuota.Operation.DESCRIBE,
            FleetQuota.Operation.RESULT);
    /** Updates whose count is read. */
    static final FleetScene WRITES =
            of("writes", FleetQuota.Operation.EXECUTE, FleetQuota.Operation.EXECUTE, FleetQuota.Operation.DESCRIBE);
    /** Tools that walk through the catalog. */
    static final FleetScene CATALOG = of("catalog", FleetQuota.Operation.CATALOG, FleetQuota.Operation.CATALOG);

    static final FleetScene GREEDY = QUERIES.with("one greedy", MANY, 0, 0, Outage.NONE);
    static final FleetScene COMING = QUERIES.with("3 of 10 come", USUAL, 3, 0, Outage.NONE);
    static final FleetScene GOING = QUERIES.with("3 of 10 leave", USUAL, 0, 3, Outage.NONE);
    static final FleetScene THROTTLED_MINUTE = QUERIES.with("minute of refusals", USUAL, 0, 0, Outage.THROTTLED);
    static final FleetScene OUTAGE_MINUTE = QUERIES.with("minute of outage", USUAL, 0, 0, Outage.UNAVAILABLE);
    static final FleetScene CROWDED = QUERIES.with("unpaced program", USUAL, 0, 0, Outage.CROWDED);
    static final FleetScene BURSTS = QUERIES.with("bursts of another", USUAL, 0, 0, Outage.BURSTS);

    private static FleetScene of(String name, FleetQuota.Operation bound, FleetQuota.Operation... work) {
        return new FleetScene(name, List.of(work), bound, USUAL, USUAL, 0, 0, Outage.NONE);
    }

    private FleetScene with(String newName, int newGreedy, int newComing, int newGoing, Outage newOutage) {
        return new FleetScene(newName, work, bound, connections, newGreedy, newComing, newGoing, newOutage);
    }

    /** How many JVMs there have to be. */
    int needs() {
        return changes() ? 10 : greedy > connections ? 2 : 1;
    }

    boolean changes() {
        return coming + going > 0;
    }

    boolean comesLate(int jvm, int jvms) {
        return jvm >= jvms - jvms * coming / 10;
    }

    boolean leaves(int jvm, int jvms) {
        return jvm >= jvms - jvms * going / 10;
    }

    /** How many share the quota in the end. */
    int sharers(int jvms) {
        return jvms - jvms * going / 10;
    }
}
