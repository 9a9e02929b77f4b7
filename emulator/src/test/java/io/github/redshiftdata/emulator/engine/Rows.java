package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps a result. */
final class Rows implements RowSink {

    private List<EngineColumn> columns = List.of();
    private final List<List<Object>> rows = new ArrayList<>();

    @Override
    public void columns(List<EngineColumn> resultColumns) {
        columns = resultColumns;
    }

    @Override
    public void row(Object[] cells) {
        rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells))));
    }

    List<EngineColumn> columns() {
        return columns;
    }

    List<List<Object>> rows() {
        return rows;
    }

    EngineColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Object only() {
        return rows.get(0).get(0);
    }

    /** The labels of the columns, each with its type. */
    String labelsAndTypes() {
        return columns().stream()
                .map(column -> column.label() + " " + column.typeName())
                .collect(Collectors.joining(", "));
    }

    /** All values as text. */
    String values() {
        return rows().stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" / "));
    }
}
