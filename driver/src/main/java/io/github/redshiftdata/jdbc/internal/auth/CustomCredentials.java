package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataCredentials;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A credentials provider of the user's own: a class, or an object. */
public final class CustomCredentials {

    /** How the provider is made. Nothing of the class has run before this is asked. */
    @FunctionalInterface
    private interface Maker {
        @Nullable
        Object make() throws ReflectiveOperationException;
    }

    private CustomCredentials() {}

    /**
     * Makes the provider: with the properties where a constructor takes a {@code Map}, else by a static {@code
     * create()}, else by the constructor without parameters. A class that cannot give a provider is not even
     * initialised; otherwise a person who can set the class name could run any class of the program.
     *
     * @throws CredentialsFailedException saying what the class lacks
     */
    static AwsCredentialsProvider create(String className, Map<String, String> properties) {
        var name = Shown.value(className);
        try {
            var type = load(className);
            var made = maker(type, properties)
                    .orElseThrow(() -> new CredentialsFailedException(
                            "class " + name + " gives no " + AwsCredentialsProvider.class.getName() + wanted(type),
                            new ClassCastException(name)))
                    .make();
            if (made == null) {
                throw failed(name, new IllegalStateException("its create() gave null"));
            }
            return (AwsCredentialsProvider) made;
        } catch (InvocationTargetException failed) {
            throw failed(name, Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (ExceptionInInitializerError failed) {
            throw failed(name, Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (ReflectiveOperationException | LinkageError failed) {
            throw new CredentialsFailedException(
                    "credentials provider " + name + " cannot be made (" + failed
                            + "): it must be on the class path and public",
                    failed);
        }
    }

    /**
     * The provider that an object of the program is.
     *
     * @throws CredentialsFailedException if it is none
     */
    static AwsCredentialsProvider given(Object object) {
        if (object instanceof AwsCredentialsProvider provider) {
            return provider;
        }
        if (object instanceof RedshiftDataCredentials source) {
            return () -> credentials(source);
        }
        var name = Shown.value(object.getClass().getName());
        throw new CredentialsFailedException(
                "the object of class " + name
                        + " that is set as credentialsProvider gives no credentials: it must implement "
                        + RedshiftDataCredentials.class.getName() + ", or "
                        + AwsCredentialsProvider.class.getName() + " of the AWS SDK that the driver uses",
                new ClassCastException(name));
    }

    private static AwsCredentials credentials(RedshiftDataCredentials source) {
        RedshiftDataCredentials.@Nullable Keys keys;
        try {
            keys = source.get();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("it was interrupted", interrupt);
        } catch (Exception failed) {
            throw new IllegalStateException(
                    failed.getMessage() == null ? failed.toString() : failed.getMessage(), failed);
        }
        return of(keys);
    }

    static AwsCredentials of(RedshiftDataCredentials.@Nullable Keys keys) {
        if (keys == null) {
            throw new IllegalStateException("it gave null");
        }
        requireKey("access key ID", keys.accessKeyId());
        requireKey("secret access key", keys.secretAccessKey());
        return keys.sessionToken() == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    /** Checks what a provider of the user gives, which may be anything: the SDK would fail over it while it signs. */
    static void requireKey(String what, @Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalStateException("it gave no " + what);
        }
    }

    private static CredentialsFailedException failed(String name, Throwable cause) {
        return new CredentialsFailedException("credentials provider " + name + " failed: " + cause.getMessage(), cause);
    }

    /** The application's own class loader first: a container may keep the driver in a parent of it. */
    private static Class<?> load(String className) throws ClassNotFoundException {
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        var own = CustomCredentials.class.getClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, false, context);
            } catch (ClassNotFoundException notThere) {
                return Class.forName(className, false, own);
            }
        }
        return Class.forName(className, false, own);
    }

    /** What will give a provider by the types that are declared, or empty. */
    private static Optional<Maker> maker(Class<?> type, Map<String, String> properties) {
        var isProvider = AwsCredentialsProvider.class.isAssignableFrom(type);
        var withProperties = isProvider ? constructor(type, Map.class) : null;
        if (withProperties != null) {
            return Optional.of(() -> withProperties.newInstance(properties));
        }
        var create = create(type);
        if (create != null) {
            return Optional.of(() -> create.invoke(null));
        }
        var plain = isProvider ? constructor(type) : null;
        return plain == null ? Optional.empty() : Optional.of(plain::newInstance);
    }

    private static @Nullable Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), parameters))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Method create(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("create")
                        && method.getParameterCount() == 0
                        && Modifier.isStatic(method.getModifiers())
                        && AwsCredentialsProvider.class.isAssignableFrom(method.getReturnType()))
                .findFirst()
                .orElse(null);
    }

    private static String wanted(Class<?> type) {
        return AwsCredentialsProvider.class.isAssignableFrom(type)
                ? ": it needs a public constructor with a Map, a static create() that returns one, or a public constructor"
                        + " without parameters"
                : ", and nothing of it was run: it must implement the interface of the AWS SDK that the driver uses, or"
                        + " have a static create() that returns one";
    }
}
