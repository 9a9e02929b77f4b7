package io.github.redshiftdata.clients;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the row of each tool whose test has passed in this JVM. */
final class ToolTable implements AfterTestExecutionCallback {

    private static final Map<String, String> ROWS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Pattern VERSION = Pattern.compile("-(\\d.*)\\.jar$");

    @Override
    public void afterTestExecution(ExtensionContext context) throws Exception {
        var tool = context.getRequiredTestMethod().getAnnotation(Tool.class);
        if (tool == null || context.getExecutionException().isPresent()) {
            return;
        }
        var row = "| " + tool.value() + " | " + version(tool.of()) + " | "
                + (tool.setting().isEmpty() ? "unmodified" : tool.setting()) + " | " + tool.without() + " |\n";
        synchronized (ROWS) {
            ROWS.put(tool.value(), row);
        }
    }

    static String version(Class<?> type) throws Exception {
        var jar = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
        var version = VERSION.matcher(jar);
        return version.find() ? version.group(1) : "";
    }

    static String text() {
        synchronized (ROWS) {
            return "| Tool | Version | Works | Not, and why |\n|---|---|---|---|\n" + String.join("", ROWS.values());
        }
    }
}
