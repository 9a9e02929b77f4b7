package io.github.redshiftdata.jdbc.internal.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which warehouses do not take the setting {@code application_name}, as the connections of one client have learnt. */
public final class ApplicationNames {

    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    /** True until a connection to the warehouse has noticed the contrary. */
    public boolean areTakenBy(String warehouse) {
        return !refusing.contains(warehouse);
    }

    /** From now on no connection of this client tells the warehouse its name; returns whether this is news. */
    public boolean noticedRefusal(String warehouse) {
        return refusing.add(warehouse);
    }
}
