package io.github.redshiftdata.clients;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Keeps the row of each tool whose test has passed in this JVM. Of programs that a machine has or has not, in its own
 * versions, the row stays as the page has it where the test did not run.
 */
final class ToolTable implements AfterTestExecutionCallback {

    private static final Map<String, String> ROWS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();
    private static final Set<String> SKIPPED = ConcurrentHashMap.newKeySet();
    private static final Pattern VERSION = Pattern.compile("-(\\d.*)\\.jar$");

    @Override
    public void afterTestExecution(ExtensionContext context) throws Exception {
        var tool = context.getRequiredTestMethod().getAnnotation(Tool.class);
        if (tool == null) {
            return;
        }
        var failure = context.getExecutionException();
        if (failure.isPresent()) {
            if (failure.get() instanceof TestAbortedException) {
                SKIPPED.add(tool.value());
            }
            return;
        }
        var version = tool.of() == MachineProgram.class ? VERSIONS.get(tool.value()) : version(tool.of());
        var row = "| " + tool.value() + " | " + version + " | "
                + (tool.setting().isEmpty() ? "unmodified" : tool.setting()) + " | " + tool.without() + " |\n";
        synchronized (ROWS) {
            ROWS.put(tool.value(), row);
        }
    }

    /** A test tells the version of the program that it runs. */
    static void version(String tool, String version) {
        VERSIONS.put(tool, version);
    }

    static String version(Class<?> type) throws Exception {
        var jar = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
        var version = VERSION.matcher(jar);
        return version.find() ? version.group(1) : "";
    }

    /**
     * The table.
     *
     * @param table the one of the page
     */
    static String text(String table) {
        synchronized (ROWS) {
            for (var tool : SKIPPED) {
                table.lines()
                        .filter(line -> line.startsWith("| " + tool + " |"))
                        .forEach(line -> ROWS.put(tool, line + "\n"));
            }
            return "| Tool | Version | Works | Not, and why |\n|---|---|---|---|\n" + String.join("", ROWS.values());
        }
    }
}
