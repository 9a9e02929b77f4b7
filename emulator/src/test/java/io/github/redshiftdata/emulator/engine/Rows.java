package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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
}
