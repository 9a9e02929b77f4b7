package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many frames of the driver a reader of a stack trace finds between the program and the service. */
class CallDepthTest {

    private static final String OWN = "io.github.redshiftdata.jdbc.internal.";
    private static final int MOST = 16;

    /** What plays the service here; the client of the driver stands in its place. */
    private static final Pattern PLAYED = Pattern.compile("Fake|DataApi$|CallDepthTest");

    private final List<String> deepest = new ArrayList<>();

    @Test
    void aQueryReachesTheServiceInFewFrames() throws SQLException {
        var played = new PlayedConnection("", this::watched);
        played.givesNumbers("select 1", 1);
        try (var statement = played.connection.createStatement()) {
            assertThat(statement.executeQuery("select 1").next()).isTrue();
        }
        assertThat(deepest).as("frames of the driver, the last call first").hasSizeBetween(8, MOST);
    }

    private DataApi watched(DataApi api) {
        return (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    var frames = Arrays.stream(Thread.currentThread().getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith(OWN))
                            .filter(frame ->
                                    !PLAYED.matcher(frame.getClassName()).find())
                            .map(frame -> frame.getClassName().substring(OWN.length()) + '.' + frame.getMethodName())
                            .toList();
                    if (frames.size() > deepest.size()) {
                        deepest.clear();
                        deepest.addAll(frames);
                    }
                    try {
                        return method.invoke(api, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
