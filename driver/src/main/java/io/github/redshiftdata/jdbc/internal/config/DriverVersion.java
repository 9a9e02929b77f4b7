package io.github.redshiftdata.jdbc.internal.config;

import java.io.IOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that the build wrote into the driver. */
public final class DriverVersion {

    private static final String TEXT = read();
    private static final Matcher NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*").matcher(TEXT);
    private static final boolean NUMBERED = NUMBERS.matches();

    private DriverVersion() {}

    /** The whole version, such as 1.2.3. */
    public static String text() {
        return TEXT;
    }

    /** The first number. */
    public static int major() {
        return NUMBERED ? Integer.parseInt(NUMBERS.group(1)) : 0;
    }

    /** The second number. */
    public static int minor() {
        return NUMBERED ? Integer.parseInt(NUMBERS.group(2)) : 0;
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
