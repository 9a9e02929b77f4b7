package io.github.redshiftdata.soak.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which connection a request belongs to. Submissions carry its application name; the ids in their answers say whose the
 * later requests are.
 */
final class Owners {

    static final String NOBODY = "?";

    private static final int KEPT = 20_000;
    private static final Pattern NAME = Pattern.compile("soak-[a-z]+[0-9]+");
    private static final Pattern ID = Pattern.compile("\"(?:Id|SessionId)\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, String> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    synchronized String of(String requestBody) {
        var name = NAME.matcher(requestBody);
        if (name.find()) {
            return name.group();
        }
        var ids = ID.matcher(requestBody);
        while (ids.find()) {
            @Nullable String owner = byId.get(ids.group(1));
            if (owner != null) {
                return owner;
            }
        }
        return NOBODY;
    }

    /** The answer to a submission names ids; an answer with many of them is a list of everybody's. */
    synchronized void learn(String owner, String answerBody) {
        if (!owner.equals(NOBODY)) {
            ID.matcher(answerBody).results().limit(2).forEach(id -> byId.putIfAbsent(id.group(1), owner));
        }
    }
}
