package io.github.redshiftdata.jdbc.internal.api;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A credentials provider of the user's own class. */
final class CustomCredentials {

    private CustomCredentials() {}

    /**
     * Makes the provider: with the properties where a constructor takes a {@code Map}, else by a static
     * {@code create()}, else by the constructor without parameters.
     *
     * @throws CredentialsFailedException saying what the class lacks
     */
    static AwsCredentialsProvider create(String className, Map<String, String> properties) {
        try {
            if (make(load(className), properties) instanceof AwsCredentialsProvider provider) {
                return provider;
            }
            throw new CredentialsFailedException(
                    "class " + className + " is no " + AwsCredentialsProvider.class.getName(),
                    new ClassCastException(className));
        } catch (InvocationTargetException failed) {
            var cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new CredentialsFailedException(
                    "credentials provider " + className + " failed: " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException | LinkageError failed) {
            throw new CredentialsFailedException(
                    "credentials provider " + className + " cannot be made (" + failed
                            + "): it must be on the class path, public, and have a constructor with a Map, a static"
                            + " create() or a constructor without parameters",
                    failed);
        }
    }

    /** The application's own class loader first: a container may keep the driver in a parent of it. */
    private static Class<?> load(String className) throws ClassNotFoundException {
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, true, context);
            } catch (ClassNotFoundException notThere) {
                return Class.forName(className);
            }
        }
        return Class.forName(className);
    }

    private static @Nullable Object make(Class<?> type, Map<String, String> properties)
            throws ReflectiveOperationException {
        for (var constructor : type.getConstructors()) {
            var parameters = constructor.getParameterTypes();
            if (parameters.length == 1 && parameters[0] == Map.class) {
                return constructor.newInstance(properties);
            }
        }
        for (var method : type.getMethods()) {
            if (method.getName().equals("create")
                    && method.getParameterCount() == 0
                    && Modifier.isStatic(method.getModifiers())) {
                return method.invoke(null);
            }
        }
        return type.getConstructor().newInstance();
    }
}
