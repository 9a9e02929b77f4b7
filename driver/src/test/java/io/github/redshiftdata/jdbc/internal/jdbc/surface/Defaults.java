package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Objects that have the default methods of an interface; what else is called on them the test answers. */
final class Defaults {

    private Defaults() {}

    /** An object whose other methods must not be called. */
    static <T> T of(Class<T> type) {
        return of(type, (proxy, method, arguments) -> {
            throw new AssertionError("nobody is asked for " + method);
        });
    }

    /** An object whose other methods are answered by {@code others}. */
    static <T> T of(Class<T> type, InvocationHandler others) {
        return type.cast(Proxy.newProxyInstance(
                Defaults.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.isDefault() && method.getDeclaringClass() != Object.class
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : others.invoke(proxy, method, arguments)));
    }

    /** The methods that a type declares, those of its interfaces left out. */
    static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    /** Calls a method, and throws what it throws. */
    static Object call(Object target, Method method, Object... arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new AssertionError(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls a method, which must refuse as something that Redshift does not have. */
    static void assertUnsupported(Object target, Method method) {
        try {
            call(target, method, arguments(method));
        } catch (SQLFeatureNotSupportedException e) {
            assertThat(e.getSQLState()).as(method.toString()).isEqualTo("0AR00");
            assertThat(e.getMessage()).as(method.toString()).endsWith("is not supported by this driver.");
            return;
        } catch (SQLException e) {
            throw new AssertionError(method.toString(), e);
        }
        throw new AssertionError("It does not refuse: " + method);
    }

    /** Any arguments: zeros, false and null. */
    static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Defaults::any).toArray();
    }

    private static Object any(Class<?> type) {
        return type.isPrimitive() ? samples(type).get(0) : null;
    }

    /** Two different values that a method may give. */
    static List<Object> samples(Class<?> type) {
        if (type.isInterface() && type != Map.class) {
            return List.of(dummy(type), dummy(type));
        }
        return VALUES.getOrDefault(type, List.of("one", "two"));
    }

    private static Object dummy(Class<?> type) {
        return Proxy.newProxyInstance(
                Defaults.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "a dummy of " + type.getSimpleName();
                });
    }

    private static final Map<Class<?>, List<Object>> VALUES = Map.ofEntries(
            Map.entry(boolean.class, List.of(false, true)),
            Map.entry(byte.class, List.of((byte) 0, (byte) 3)),
            Map.entry(short.class, List.of((short) 0, (short) 3)),
            Map.entry(int.class, List.of(0, 3)),
            Map.entry(long.class, List.of(0L, 3L)),
            Map.entry(float.class, List.of(0f, 3f)),
            Map.entry(double.class, List.of(0d, 3d)),
            Map.entry(BigDecimal.class, List.of(BigDecimal.ONE, BigDecimal.TEN)),
            Map.entry(byte[].class, List.of(new byte[] {1}, new byte[] {2})),
            Map.entry(Date.class, List.of(Date.valueOf("2024-01-31"), Date.valueOf("2024-02-29"))),
            Map.entry(Time.class, List.of(Time.valueOf("01:02:03"), Time.valueOf("04:05:06"))),
            Map.entry(Timestamp.class, List.of(new Timestamp(1), new Timestamp(2))),
            Map.entry(URL.class, List.of(url("http://a.example/"), url("http://b.example/"))),
            Map.entry(InputStream.class, List.of(InputStream.nullInputStream())),
            Map.entry(Reader.class, List.of(Reader.nullReader())));

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
