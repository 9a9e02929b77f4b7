package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.config.DriverVersion;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ApiName;

/**
 * What the driver adds to the user agent that the SDK sends, which CloudTrail shows: its own name and, as AWS's tools
 * write it, that of the program.
 */
final class UserAgent {

    /** All but the characters that HTTP allows in a product of the user agent. */
    private static final Pattern NO_TOKEN = Pattern.compile("[^A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** AWS's own limit for the name of an application. */
    private static final int LONGEST = 50;

    private UserAgent() {}

    /** The parts that it adds. */
    static List<ApiName> of(@Nullable String applicationName) {
        var driver = part("redshift-data-jdbc", DriverVersion.text());
        return applicationName == null ? List.of(driver) : List.of(driver, part("app", applicationName));
    }

    private static ApiName part(String name, String text) {
        var token = NO_TOKEN.matcher(text).replaceAll("-");
        return ApiName.builder()
                .name(name)
                .version(token.substring(0, Math.min(token.length(), LONGEST)))
                .build();
    }
}
