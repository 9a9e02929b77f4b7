package io.github.redshiftdata.jdbc.internal.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes each mistake in a copy of the driver, and looks which history is the first to notice. */
final class MutationRun {

    private static final String SEEDS = "10000";

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** One for all, since it reads the libraries anew each time otherwise. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private MutationRun() {}

    /**
     * Prints a line for each mistake.
     *
     * @param chosen a part of their names; all where it is empty
     * @return whether all were noticed
     */
    static boolean all(String chosen) throws Exception {
        var missed = 0;
        for (var mutation : Mutations.ALL) {
            if (mutation.name().contains(chosen)) {
                var line = one(mutation);
                System.out.println("| " + mutation.name() + " | " + line + " |");
                missed += line.startsWith("-") ? 1 : 0;
            }
        }
        return missed == 0;
    }

    private static String one(Mutation mutation) throws Exception {
        var folder = Files.createTempDirectory("mutation");
        try {
            compile(mutation.write(folder.resolve("sources")), folder.resolve("classes"));
            return noticedForIt(firstToNotice(folder));
        } finally {
            delete(folder);
        }
    }

    /** A history that breaks a rule without the mistake too has not noticed it. */
    private static String noticedForIt(String line) throws Exception {
        var seed = line.substring(0, line.indexOf(' '));
        if (seed.equals("-")) {
            return line;
        }
        try (var simulation = new Simulation()) {
            var without = simulation.replay(Long.parseLong(seed), Set.of());
            return without.violations().isEmpty() ? line : "- | seed " + seed + " breaks a rule without it too";
        }
    }

    static void compile(Path source, Path classes) throws IOException {
        Files.createDirectories(classes);
        var options = List.of(
                "-nowarn",
                "-proc:none",
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        var compiled = COMPILER.getTask(null, FILES, null, options, null, FILES.getJavaFileObjects(source))
                .call();
        if (!compiled) {
            throw new IllegalStateException("the mistake in " + source + " cannot be compiled");
        }
    }

    /** In a JVM of its own: classes of one package have to come from one place. */
    private static String firstToNotice(Path folder) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        folder.resolve("classes") + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        MutationRun.class.getName(),
                        SEEDS)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        var lines = new ArrayList<>(Files.readAllLines(output));
        return lines.isEmpty() ? "- | the run broke off" : lines.get(lines.size() - 1);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(MutationRun::deleteFile);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the first of so many seeds that breaks a rule, and the rule. */
    public static void main(String[] arguments) throws Exception {
        try (var simulation = new Simulation()) {
            var broken = simulation.run(1, Long.parseLong(arguments[0]));
            System.out.println(broken == null ? "- | not noticed" : broken.seed() + " | " + shown(broken.violations()));
        }
        System.exit(0);
    }

    private static String shown(List<String> violations) {
        var first = violations.get(0).lines().findFirst().orElse("").replace('|', '/');
        return first.length() > 160 ? first.substring(0, 160) + "…" : first;
    }
}
