package io.github.redshiftdata.jdbc.internal.config;

import java.io.IOException;
import java.util.Properties;
import java.util.regex.Pattern;

/** The version that the build wrote into the driver. */
public final class DriverVersion {

    private static final String TEXT = read();
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");

    private DriverVersion() {}

    /** The whole version, such as 1.2.3. */
    public static String text() {
        return TEXT;
    }

    /** The first number. */
    public static int major() {
        return number(TEXT, 1);
    }

    /** The second number. */
    public static int minor() {
        return number(TEXT, 2);
    }

    /** The first or the second number of a version; 0 where it has none. */
    static int number(String version, int which) {
        var numbers = NUMBERS.matcher(version);
        return numbers.matches() ? Integer.parseInt(numbers.group(which)) : 0;
    }

    private static String read() {
        var properties = new Properties();
        try (var resource = DriverVersion.class.getResourceAsStream("/io/github/redshiftdata/jdbc/driver.properties")) {
            if (resource != null) {
                properties.load(resource);
            }
        } catch (IOException e) {
            // A driver that does not know its version still works.
            return "0.0";
        }
        return properties.getProperty("version", "0.0");
    }
}
