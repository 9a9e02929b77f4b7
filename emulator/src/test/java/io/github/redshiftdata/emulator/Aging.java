package io.github.redshiftdata.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.api.Service;
import io.github.redshiftdata.emulator.engine.EngineOptions;
import io.github.redshiftdata.emulator.engine.PostgresEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Submits {@code select 1} many times and prints what one costs as the emulator ages: {@code emulator/aging 1000000}. The
 * statements run on the embedded PostgreSQL with the limits that the emulator has by default, in one session and one thread,
 * each with a client token, and without HTTP.
 */
final class Aging {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LISTED = 100;

    private final Service service;
    private final Operations operations;
    private final String session;
    private int submitted;

    private Aging(Service service) {
        this.service = service;
        // Each statement runs to its end within its submission.
        this.operations = new Operations(service, Runnable::run, null);
        this.session = RawClient.text(
                submit(Map.of("WorkgroupName", "wg1", "Database", "dev", "SessionKeepAliveSeconds", 86_400L)),
                "SessionId");
    }

    public static void main(String[] args) throws Exception {
        int last = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        try (var engine = PostgresEngine.start(new EngineOptions(null, false))) {
            var aging =
                    new Aging(Service.start(engine, EmulatorOptions.defaults().settings(), Clock.systemUTC()));
            System.out.println(
                    "statements | ms each since the line before | describe, ms | list, ms | kept | heap used, MB");
            for (int age : List.of(1_000, 10_000, 50_000, 100_000, 250_000, 500_000, 750_000, 1_000_000, last)) {
                if (age <= last && age > aging.submitted) {
                    aging.growTo(age);
                }
            }
        }
    }

    /** Prints what each statement has cost since the line before. */
    private void growTo(int age) {
        double each = millis(age - submitted, this::submitOne);
        String id = submitOne();
        double describe = millis(LISTED, () -> answer("DescribeStatement", Map.of("Id", id)));
        double list = millis(LISTED, () -> answer("ListStatements", Map.of()));
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "%10d | %27.3f | %12.3f | %8.3f | %d | %d%n",
                submitted, each, describe, list, service.statements().size(), used / 1_000_000);
    }

    private static double millis(int times, Runnable work) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e6 / times;
    }

    private String submitOne() {
        return RawClient.text(submit(Map.of("SessionId", session)), "Id");
    }

    private String submit(Map<String, Object> more) {
        var members = new HashMap<String, Object>(Map.of("Sql", "select 1", "ClientToken", "token-" + submitted++));
        members.putAll(more);
        return answer("ExecuteStatement", members);
    }

    private String answer(String operation, Map<String, Object> members) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            operations.call(operation, new HashMap<>(members)).writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
