package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The region of the environment: of the profile that a connection names; else of the JVM ({@code aws.region}), of {@code
 * AWS_REGION}, or of the profile that the environment names. What the instance is in is not asked: that is a request.
 */
public final class EnvironmentRegion {

    private static final String DEFAULT_PROFILE = "default";

    /** What was logged last: pools ask with every connection. */
    private static final AtomicReference<String> TOLD = new AtomicReference<>("");

    private EnvironmentRegion() {}

    /**
     * A region, and who says it.
     *
     * @param source as the end of a sentence: "by …"
     */
    public record Found(String region, String source) {}

    /** The region for a connection that names none, or null; it is logged from where it was taken. */
    public static @Nullable String of(@Nullable String profile, Profiles profiles) {
        return told(find(profile, profiles, System::getProperty, System::getenv));
    }

    static @Nullable String of(
            @Nullable String profile,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment) {
        return told(find(profile, new Profiles(), properties, environment));
    }

    /** The same, with who says it, and without a line in the log. */
    public static @Nullable Found find(@Nullable String profile) {
        return find(profile, new Profiles(), System::getProperty, System::getenv);
    }

    private static @Nullable Found find(
            @Nullable String profile,
            Profiles profiles,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment) {
        if (profile != null) {
            var ofProfile = ofProfile(profile, profiles);
            if (ofProfile != null) {
                return found(ofProfile, "the profile " + Shown.value(profile));
            }
        }
        var ofJvm = properties.apply("aws.region");
        if (isGiven(ofJvm)) {
            return found(ofJvm, "the system property aws.region");
        }
        var ofEnvironment = environment.apply("AWS_REGION");
        if (isGiven(ofEnvironment)) {
            return found(ofEnvironment, "AWS_REGION");
        }
        var ambient = ambientProfile(properties, environment);
        var ofAmbient = ofProfile(ambient, profiles);
        return ofAmbient == null ? null : found(ofAmbient, "the profile " + Shown.value(ambient));
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String ambientProfile(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        var ofJvm = properties.apply("aws.profile");
        var name = isGiven(ofJvm) ? ofJvm : environment.apply("AWS_PROFILE");
        return name == null || name.isBlank() ? DEFAULT_PROFILE : name.strip();
    }

    private static @Nullable String ofProfile(String name, Profiles profiles) {
        try {
            return profiles.file()
                    .profile(name)
                    .flatMap(profile -> profile.property("region"))
                    .filter(EnvironmentRegion::isGiven)
                    .orElse(null);
        } catch (RuntimeException unreadable) {
            // The sign-in says what is wrong with the file.
            return null;
        }
    }

    private static Found found(@Nullable String region, String source) {
        return new Found(String.valueOf(region).strip(), source);
    }

    private static @Nullable String told(@Nullable Found found) {
        if (found == null) {
            return null;
        }
        var line = "The region is " + Shown.value(found.region()) + ", by " + found.source() + ".";
        if (!line.equals(TOLD.getAndSet(line))) {
            Logs.CONFIG.info("{}", line);
        }
        return found.region();
    }
}
