package io.github.redshiftdata.jdbc.internal.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the emulator that the host {@code embedded} stands for, or finds the one that runs. */
@FunctionalInterface
public interface EmbeddedEndpoint {

    /** The address of an emulator in this JVM. */
    URI start() throws ConfigurationException;

    /** The emulator on the class path: known by name only, so that the driver does not depend on it. */
    static EmbeddedEndpoint onTheClassPath() {
        return named("io.github.redshiftdata.emulator.Emulator");
    }

    /** The endpoint given by the static method {@code embeddedEndpoint()} of a class. */
    static EmbeddedEndpoint named(String className) {
        return () -> {
            var start = start(find(className));
            if (start == null) {
                throw unfit(className, null);
            }
            try {
                return (URI) start.invoke(null);
            } catch (InvocationTargetException e) {
                throw notStarted(e.getCause());
            } catch (ExceptionInInitializerError e) {
                throw notStarted(e.getCause());
            } catch (LinkageError e) {
                throw new ConfigurationException("The embedded emulator cannot be loaded: " + e, e);
            } catch (IllegalAccessException e) {
                throw unfit(className, e);
            }
        };
    }

    /** The method that gives the address, or null: it is looked for before anything of the class has run. */
    private static @Nullable Method start(Class<?> emulator) {
        try {
            var method = emulator.getMethod("embeddedEndpoint");
            return Modifier.isStatic(method.getModifiers()) && method.getReturnType() == URI.class ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static ConfigurationException notStarted(@Nullable Throwable cause) {
        return new ConfigurationException("The embedded emulator did not start: " + cause, cause);
    }

    private static ConfigurationException unfit(String className, @Nullable Throwable cause) {
        return new ConfigurationException(
                "The emulator on the class path does not fit this driver (" + className
                        + " has no usable embeddedEndpoint()). Use the same version of"
                        + " io.github.redshiftdata:redshift-data-emulator as of the driver.",
                cause);
    }

    private static Class<?> find(String className) throws ConfigurationException {
        for (var loader : loaders()) {
            var found = find(className, loader);
            if (found != null) {
                return found;
            }
        }
        throw new ConfigurationException("The host 'embedded' needs the emulator, which is not on the class path."
                + " Add the artifact io.github.redshiftdata:redshift-data-emulator in the version of the driver.");
    }

    private static @Nullable Class<?> find(String className, @Nullable ClassLoader loader)
            throws ConfigurationException {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        } catch (LinkageError e) {
            throw new ConfigurationException("The embedded emulator cannot be loaded: " + e, e);
        }
    }

    private static List<@Nullable ClassLoader> loaders() {
        var loaders = new ArrayList<@Nullable ClassLoader>();
        var context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            loaders.add(context);
        }
        loaders.add(EmbeddedEndpoint.class.getClassLoader());
        return loaders;
    }
}
