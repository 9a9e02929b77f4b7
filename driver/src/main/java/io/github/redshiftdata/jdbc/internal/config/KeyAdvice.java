package io.github.redshiftdata.jdbc.internal.config;

import java.util.stream.Collectors;

/** What to write instead of a key that the driver does not know. */
final class KeyAdvice {

    private KeyAdvice() {}

    static String on(String unknown) {
        return OfficialKeys.adviceOn(unknown)
                .or(() -> NearestName.of(unknown).map(near -> "Did you mean '" + near + "'?"))
                // Whoever has the jar alone has no other list.
                .orElseGet(() -> "The keys are: "
                        + DriverProperties.all().stream().map(Property::name).collect(Collectors.joining(", ")) + ".");
    }
}
