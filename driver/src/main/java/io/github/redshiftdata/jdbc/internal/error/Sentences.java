package io.github.redshiftdata.jdbc.internal.error;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sentences in which Redshift, PostgreSQL and the service word their errors, each with its SQLSTATE. Read from two
 * tables when the first error is to be told.
 */
final class Sentences {

    /** Redshift's own first: where both word something, Redshift's counts. */
    private static final List<String> TABLES = List.of("redshift-sentences.txt", "postgresql-sentences.txt");

    private static final String COMMENT = "#";
    private static final String FATAL = " FATAL";

    private static final class Holder {
        static final Sentences INSTANCE = load();
    }

    private final Map<Character, List<Sentence>> byFirstCharacter = new HashMap<>();
    private final Map<Character, List<Sentence>> ofFatalErrors = new HashMap<>();
    private final List<Sentence> all = new ArrayList<>();

    Sentences() {}

    static Sentences known() {
        return Holder.INSTANCE;
    }

    /** All of them that are not of fatal errors only. */
    List<Sentence> all() {
        return List.copyOf(all);
    }

    /**
     * The SQLSTATE of an error.
     *
     * @param messages what may be its message; the sentence that has most of one in it is meant
     * @param fatal whether the error ended its connection, or let none be made
     * @return null if none is a sentence of the server
     */
    @Nullable
    String state(List<String> messages, boolean fatal) {
        var found = fatal ? longest(ofFatalErrors, messages) : null;
        if (found == null) {
            found = longest(byFirstCharacter, messages);
        }
        return found == null ? null : found.state();
    }

    private static @Nullable Sentence longest(Map<Character, List<Sentence>> sentences, List<String> messages) {
        Sentence longest = null;
        for (var message : messages) {
            var found = longest(sentences, withoutFullStop(message));
            if (found != null && (longest == null || found.constantLength() > longest.constantLength())) {
                longest = found;
            }
        }
        return longest;
    }

    private static @Nullable Sentence longest(Map<Character, List<Sentence>> sentences, String message) {
        if (message.isEmpty()) {
            return null;
        }
        var first = Character.toLowerCase(message.charAt(0));
        var sameStart = longest(sentences.getOrDefault(first, List.of()), message);
        var anyStart = longest(sentences.getOrDefault((char) 0, List.of()), message);
        if (sameStart == null || anyStart == null) {
            return sameStart == null ? anyStart : sameStart;
        }
        return anyStart.constantLength() > sameStart.constantLength() ? anyStart : sameStart;
    }

    private static @Nullable Sentence longest(List<Sentence> sentences, String message) {
        Sentence longest = null;
        for (var sentence : sentences) {
            if ((longest == null || sentence.constantLength() > longest.constantLength())
                    && sentence.matches(message)) {
                longest = sentence;
            }
        }
        return longest;
    }

    /** Redshift ends some sentences with a full stop that PostgreSQL leaves out. */
    private static String withoutFullStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** Reads the tables in the jar of the driver. */
    static Sentences load() {
        var sentences = new Sentences();
        for (var table : TABLES) {
            var stream = Sentences.class.getResourceAsStream(table);
            if (stream == null) {
                throw new IllegalStateException("The jar of the driver is damaged: " + table + " is missing.");
            }
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                sentences.read(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sentences;
    }

    /** Sections of sentences, each under its state: {@code [42P01]}, or {@code [28000 FATAL]} for fatal errors only. */
    void read(BufferedReader reader) throws IOException {
        var section = "";
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank() || line.startsWith(COMMENT)) {
                continue;
            }
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else {
                add(section, line.replace("\\n", "\n"));
            }
        }
    }

    private void add(String section, String line) {
        var fatal = section.endsWith(FATAL);
        var state = fatal ? section.substring(0, section.length() - FATAL.length()) : section;
        var sentence = Sentence.parse(state, withoutFullStop(line));
        (fatal ? ofFatalErrors : byFirstCharacter)
                .computeIfAbsent(sentence.firstCharacter(), first -> new ArrayList<>())
                .add(sentence);
        if (!fatal) {
            all.add(sentence);
        }
    }
}
