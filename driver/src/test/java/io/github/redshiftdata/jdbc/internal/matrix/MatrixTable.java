package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a program sees after one fault and after two, by what it does, which request is met first, and the kind of the
 * first fault.
 */
final class MatrixTable {

    private record Place(Scenario scenario, int request, FaultGroup group) {}

    private final Map<Scenario, List<Operation>> requests = new EnumMap<>(Scenario.class);
    private final Map<Place, Set<String>> afterOne = new HashMap<>();
    private final Map<Place, Set<String>> afterTwo = new HashMap<>();

    /** The requests of a scenario without a fault. */
    void requests(Scenario scenario, List<Operation> operations) {
        requests.put(scenario, operations);
    }

    synchronized void add(CellRun.Result result) {
        var faults = result.cell().faults();
        if (result.cell().setting() != Cell.Setting.USUAL || faults.isEmpty()) {
            return;
        }
        var first = faults.get(0);
        var place = new Place(result.cell().scenario(), first.request(), FaultGroup.of(first.fault()));
        var seen = faults.size() == 1 ? afterOne : afterTwo;
        seen.computeIfAbsent(place, unused -> new TreeSet<>()).add(result.shown());
    }

    /** The tables as the manual shows them. */
    String text() {
        var text = new StringBuilder();
        requests.forEach((scenario, operations) -> table(text, scenario, operations));
        return text.append('\n').toString();
    }

    private void table(StringBuilder text, Scenario scenario, List<Operation> operations) {
        text.append("\n### ").append(capital(scenario.title())).append("\n\n| First fault |");
        operations.forEach(operation -> text.append(' ').append(name(operation)).append(" |"));
        text.append("\n|---|").append("---|".repeat(operations.size())).append('\n');
        for (var group : FaultGroup.values()) {
            text.append("| ").append(group.title()).append(" |");
            for (var request = 1; request <= operations.size(); request++) {
                text.append(' ')
                        .append(seen(new Place(scenario, request, group)))
                        .append(" |");
            }
            text.append('\n');
        }
    }

    private String seen(Place place) {
        return words(afterOne, place) + " / " + words(afterTwo, place);
    }

    private static String words(Map<Place, Set<String>> seen, Place place) {
        return String.join(", ", seen.getOrDefault(place, Set.of()));
    }

    /** What was seen here and is not in a text of tables; a line each. */
    List<String> missingIn(String tables) {
        var documented = parse(tables);
        var missing = new ArrayList<String>();
        afterOne.forEach((place, seen) -> {
            if (!words(afterOne, place).equals(String.join(", ", part(documented, place, 0)))) {
                missing.add(place + " after one fault: " + seen);
            }
        });
        afterTwo.forEach((place, seen) -> {
            var known = part(documented, place, 1);
            seen.stream()
                    .filter(one -> !known.contains(one))
                    .forEach(one -> missing.add(place + " after two faults: " + one));
        });
        return missing;
    }

    private static List<String> part(Map<String, String> documented, Place place, int number) {
        var cell = documented.getOrDefault(key(place.scenario(), place.group(), place.request()), "");
        var parts = cell.split(" / ", -1);
        return number < parts.length ? List.of(parts[number].split(", ")) : List.of();
    }

    private static Map<String, String> parse(String tables) {
        var cells = new TreeMap<String, String>();
        var title = "";
        for (var line : tables.lines().toList()) {
            if (line.startsWith("### ")) {
                title = line.substring(4);
            } else if (line.startsWith("| ")) {
                var columns = line.substring(2).split(" \\| ?", -1);
                for (var i = 1; i < columns.length; i++) {
                    cells.put(title + '|' + columns[0] + '|' + i, columns[i]);
                }
            }
        }
        return cells;
    }

    private static String key(Scenario scenario, FaultGroup group, int request) {
        return capital(scenario.title()) + '|' + group.title() + '|' + request;
    }

    private static String capital(String title) {
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case EXECUTE -> "ExecuteStatement";
            case BATCH -> "BatchExecuteStatement";
            case DESCRIBE -> "DescribeStatement";
            case CANCEL -> "CancelStatement";
            case FIND_SESSION -> "ListSessions";
            case FIND_STATEMENTS -> "ListStatements";
            case GET_RESULT -> "GetStatementResult";
        };
    }
}
