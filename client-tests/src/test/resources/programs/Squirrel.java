import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.sourceforge.squirrel_sql.fw.datasetviewer.ResultSetDataSet;
import net.sourceforge.squirrel_sql.fw.datasetviewer.ResultSetWrapper;
import net.sourceforge.squirrel_sql.fw.datasetviewer.cellcomponent.CellComponentFactory;
import net.sourceforge.squirrel_sql.fw.dialects.DialectType;
import net.sourceforge.squirrel_sql.fw.sql.ITableInfo;
import net.sourceforge.squirrel_sql.fw.sql.SQLConnection;
import net.sourceforge.squirrel_sql.fw.sql.SQLDatabaseMetaData;
import net.sourceforge.squirrel_sql.fw.sql.SQLDriverPropertyCollection;
import net.sourceforge.squirrel_sql.fw.sql.TableColumnInfo;

/** Does with SQuirreL's library what its windows do: the tree of objects, and the cells of results. Prints both. */
public class Squirrel {

    public static void main(String[] arguments) throws Exception {
        org.apache.log4j.Logger.getRootLogger().setLevel(org.apache.log4j.Level.ERROR);
        try (var connection = DriverManager.getConnection(arguments[0])) {
            tree(new SQLConnection(connection, new SQLDriverPropertyCollection(), null).getSQLMetaData(), arguments[1]);
            for (var table : List.of("full", "nulls")) {
                try (var statement = connection.createStatement()) {
                    var rows = statement.executeQuery("SELECT * FROM every_type WHERE name = '" + table + "'");
                    var data = new ResultSetDataSet();
                    data.setSqlExecutionTabResultSet(new ResultSetWrapper(rows), table, DialectType.GENERIC);
                    cells(table, data);
                    // the tab Content reads otherwise: by the component of each type
                    var content = new ResultSetDataSet();
                    content.setContentsTabResultSet(
                            statement.executeQuery("SELECT * FROM every_type WHERE name = '" + table + "'"),
                            "every_type",
                            DialectType.GENERIC);
                    cells(table, content);
                }
            }
        }
    }

    private static void tree(SQLDatabaseMetaData data, String schema) throws Exception {
        System.out.println("schema " + Arrays.asList(data.getSchemas()).contains(schema));
        System.out.println("catalogs " + Arrays.toString(data.getCatalogs()));
        for (ITableInfo table : data.getTables("dev", schema, "%", new String[] {"TABLE", "VIEW"}, null)) {
            var columns = new ArrayList<String>();
            for (TableColumnInfo column : data.getColumnInfo(table)) {
                columns.add(column.getColumnName() + " " + column.getTypeName());
            }
            System.out.println("table " + table.getSimpleName() + " " + table.getType() + " " + columns + " "
                    + Arrays.toString(data.getPrimaryKey(table)) + " " + Arrays.toString(data.getImportedKeysInfo(table))
                    + " " + data.getIndexInfo(table) + " " + data.getBestRowIdentifier(table).length);
            data.getColumnPrivilegesDataSet(table, null, false);
            data.getTablePrivilegesDataSet(table, null, false);
            data.getVersionColumnsDataSet(table);
        }
        data.getMetaDataSet();
        data.getTypesDataSet();
        data.getProcedures("dev", schema, "%", null);
        data.getUDTs("dev", schema, "%", null);
        data.getSystemFunctions();
    }

    private static void cells(String kind, ResultSetDataSet data) throws SQLException {
        var columns = data.getDataSetDefinition().getColumnDefinitions();
        for (var row : data.getAllDataForReadOnly()) {
            for (int i = 0; i < columns.length; i++) {
                System.out.println(kind + " " + columns[i].getColumnName() + " "
                        + CellComponentFactory.renderObject(row[i], columns[i]));
            }
        }
    }
}
