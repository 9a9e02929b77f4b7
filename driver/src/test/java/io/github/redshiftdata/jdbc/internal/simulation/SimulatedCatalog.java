package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.api.sdk.PlayedCatalog;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations on the catalog, at the far end of a connection's line. The catalog itself is the same for a whole history. */
final class SimulatedCatalog implements PlayedCatalog.Player {

    /**
     * What is in the catalog.
     *
     * @param databases in their order
     * @param schemas of the connected database
     */
    record Contents(
            List<String> databases,
            List<String> schemas,
            List<TableEntry> tables,
            List<ColumnMetadata> columns,
            int pageSize) {

        static Contents of(Chance chance) {
            var schemas = List.of("public", "s1").subList(0, chance.between(1, 2));
            var tables = new ArrayList<TableEntry>();
            var columns = new ArrayList<ColumnMetadata>();
            for (var schema : schemas) {
                var count = chance.between(0, 9);
                for (var number = 0; number < count; number++) {
                    var table = chance.pick("t", "u") + number;
                    tables.add(new TableEntry(schema, table, chance.pick("TABLE", "VIEW")));
                    var width = chance.between(1, 4);
                    for (var column = 0; column < width; column++) {
                        columns.add(column(schema, table, "c" + column));
                    }
                }
            }
            return new Contents(List.of("dev", "other"), schemas, tables, columns, chance.between(2, 7));
        }

        private static ColumnMetadata column(String schema, String table, String name) {
            return new ColumnMetadata(name, name, "int4", 10, 0, 4, 1, true, false, false, schema, table, "");
        }
    }

    private static final Pattern TOKEN = Pattern.compile("\\d{1,6}");

    private final SimulatedService.World world;
    private final Line line;
    private final Contents contents;

    SimulatedCatalog(SimulatedService.World world, Line line, Contents contents) {
        this.world = world;
        this.line = line;
        this.contents = contents;
    }

    /** The requests fail as others that change nothing. */
    @Override
    public PlayedCatalog.Page answer(PlayedCatalog.Asked asked, Duration timeout) throws DataApiException {
        return (PlayedCatalog.Page)
                line.exchange(asked.question(), Operation.FIND_SESSION, timeout, call -> answer(call, asked));
    }

    private void answer(Line.Call call, PlayedCatalog.Asked asked) {
        var token = asked.nextToken();
        if (token != null && !TOKEN.matcher(token).matches()) {
            call.refuse(world.answers().refusal(WireAnswer.VALIDATION, call.operation(), "Invalid NextToken"));
            return;
        }
        var all = found(asked);
        var from = token == null ? 0 : Integer.parseInt(token);
        if (call.isOdd() && from < all.size()) {
            // A page may be empty, with others behind it.
            call.answer(new PlayedCatalog.Page(List.of(), "0" + from));
            return;
        }
        var to = Math.min(all.size(), from + contents.pageSize());
        call.answer(new PlayedCatalog.Page(all.subList(from, to), to < all.size() ? String.valueOf(to) : null));
    }

    private List<?> found(PlayedCatalog.Asked asked) {
        var schema = like(asked.schema());
        var table = like(asked.table());
        return switch (asked.question()) {
            case LIST_DATABASES -> contents.databases();
            case LIST_SCHEMAS -> contents.schemas().stream().filter(schema).toList();
            case LIST_TABLES ->
                contents.tables().stream()
                        .filter(entry -> schema.test(entry.schema()) && table.test(entry.name()))
                        .toList();
            case DESCRIBE_TABLE ->
                contents.columns().stream()
                        .filter(column -> schema.test(column.schemaName()) && table.test(column.tableName()))
                        .toList();
        };
    }

    /** What an SQL pattern without escapes means. */
    static Predicate<String> like(@Nullable String pattern) {
        if (pattern == null) {
            return name -> true;
        }
        var regex = new StringBuilder();
        pattern.chars()
                .forEach(character -> regex.append(
                        character == '%'
                                ? ".*"
                                : character == '_' ? "." : Pattern.quote(Character.toString(character))));
        return Pattern.compile(regex.toString()).asMatchPredicate();
    }
}
