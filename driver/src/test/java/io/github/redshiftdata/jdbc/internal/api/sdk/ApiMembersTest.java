package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.ManualPart;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/**
 * The page about the Data API has a row for each member of the service's model, as the SDK has it, and no other. A member
 * that a newer SDK brings is written into the page by -Ddocs.write=true, and fails the build until somebody says there what
 * the driver does with it.
 */
class ApiMembersTest {

    private static final String UNDECIDED = "**to be decided**";
    private static final ManualPart PAGE = new ManualPart("data-api.md", "members");

    @Test
    void everyMemberOfTheServiceStandsInThePageWithWhatTheDriverDoesWithIt() throws IOException {
        var uses = uses(PAGE.text());
        var table = new StringBuilder(
                "| Operation or structure | Member | What the driver does with it |\n|---|---|---|\n");
        members().forEach((key, unused) -> table.append("| ")
                .append(key)
                .append(" | ")
                .append(uses.getOrDefault(key, UNDECIDED))
                .append(" |\n"));
        PAGE.checkOrWrite(table.toString());
        assertThat(table.toString())
                .as("say on the page what the driver does with it")
                .doesNotContain(UNDECIDED);
    }

    @Test
    void theModelIsReadWhole() throws IOException {
        assertThat(members().keySet())
                .contains(
                        "ExecuteStatement, request | `Sql`",
                        "BatchExecuteStatement, answer | `Status`",
                        "SubStatementData | `ResultRows`",
                        "ListStatements, request | `RoleLevel`",
                        "Field | `stringValue`")
                .hasSizeGreaterThan(150);
    }

    /** What the page says of each member. */
    private static Map<String, String> uses(String table) {
        var uses = new LinkedHashMap<String, String>();
        table.lines().filter(line -> line.startsWith("| ")).forEach(line -> {
            var cells = line.split(" \\| ", 3);
            if (cells.length == 3) {
                uses.put(
                        cells[0].substring(2) + " | " + cells[1],
                        cells[2].substring(0, cells[2].length() - 2).strip());
            }
        });
        return uses;
    }

    /** The members of all operations, and of the structures in them, in the order of the page. */
    private static Map<String, SdkField<?>> members() throws IOException {
        var members = new LinkedHashMap<String, SdkField<?>>();
        var structures = new TreeMap<String, SdkPojo>();
        var operations = new TreeMap<String, Class<?>[]>();
        Arrays.stream(RedshiftDataClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && method.getParameterTypes()[0].getSimpleName().endsWith("Request")
                        && method.getReturnType().getSimpleName().endsWith("Response"))
                .forEach(method -> operations.put(
                        Character.toUpperCase(method.getName().charAt(0))
                                + method.getName().substring(1),
                        new Class<?>[] {method.getParameterTypes()[0], method.getReturnType()}));
        operations.forEach((name, classes) -> {
            add(name + ", request", builder(classes[0]), members, structures);
            add(name + ", answer", builder(classes[1]), members, structures);
        });
        structures.forEach((name, structure) -> add(name, structure, members, new TreeMap<>()));
        return members;
    }

    private static void add(
            String name, SdkPojo whole, Map<String, SdkField<?>> members, Map<String, SdkPojo> structures) {
        for (var field : sorted(whole)) {
            members.put(name + " | `" + field.locationName() + "`", field);
            collect(field, structures, new LinkedHashSet<>());
        }
    }

    private static Iterable<SdkField<?>> sorted(SdkPojo whole) {
        return whole.sdkFields().stream()
                .sorted((one, other) -> one.locationName().compareTo(other.locationName()))
                .toList();
    }

    private static void collect(SdkField<?> field, Map<String, SdkPojo> structures, Set<String> seen) {
        var structure = structure(field);
        if (structure != null) {
            var name = structure.getClass().getEnclosingClass().getSimpleName();
            if (seen.add(name)) {
                structures.put(name, structure);
                structure.sdkFields().forEach(inner -> collect(inner, structures, seen));
            }
        } else if (field.containsTrait(ListTrait.class)) {
            collect(field.getTrait(ListTrait.class).memberFieldInfo(), structures, seen);
        }
    }

    private static @Nullable SdkPojo structure(SdkField<?> field) {
        return field.constructor() == null ? null : field.constructor().get();
    }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
