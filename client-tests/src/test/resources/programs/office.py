"""LibreOffice Base on the driver, without its windows. Arguments: the jar, the URL, the schema, an empty folder."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.sdbc import SQLException
from com.sun.star.task import XInteractionHandler

jar, url, schema, folder = sys.argv[1:5]
pipe = "redshift-data-" + Path(folder).name
item = f"dev.{schema}.item"


class Dialogs(unohelper.Base, XInteractionHandler):
    """Whom Base asks for what it would ask a person in a dialog."""

    asked = []

    def handle(self, request):
        self.asked.append(str(request.getRequest()))


def same(found, expected):
    assert found == expected, f"{found!r} instead of {expected!r}"


def started(local):
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(900):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.2)
    raise AssertionError("LibreOffice does not start")


def source(context, name="warehouse", driver="io.github.redshiftdata.jdbc.RedshiftDataDriver", parameters=True):
    """A database document, as its assistant writes it for JDBC, and opened again."""
    databases = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.DatabaseContext", context)
    made = databases.createInstance()
    made.URL = url
    made.Info = (PropertyValue("JavaDriverClass", 0, driver, 0),)
    made.Settings.ParameterNameSubstitution = parameters
    file = f"file://{folder}/{name}.odb"
    made.DatabaseDocument.storeAsURL(file, ())
    made.DatabaseDocument.close(True)
    return databases.getByName(file)


def refused(act, sentence):
    """An error that the manual quotes."""
    try:
        act()
        raise AssertionError("no error")
    except SQLException as error:
        assert sentence in error.Message, error.Message


def rows(context, connection, kind, command, parameters=()):
    found = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.RowSet", context)
    found.ActiveConnection = connection
    found.CommandType = kind
    found.Command = command
    for index, value in enumerate(parameters, 1):
        found.setInt(index, value)
    found.execute()
    return found


def values(found):
    read = []
    while found.next():
        row = []
        for column in range(1, found.MetaData.ColumnCount + 1):
            value = found.getString(column)
            row.append(None if found.wasNull() else value)
        read.append(row)
    return read


def check(context):
    connection = source(context).connectWithCompletion(Dialogs())
    same(Dialogs.asked, [])
    same(connection.getWarnings(), None)  # Base shows them in a dialog
    same(connection.MetaData.DatabaseProductName, "Redshift")

    names = connection.Tables.ElementNames
    assert item in names and f"dev.{schema}.part" in names, names
    same([name for name in connection.Views.ElementNames if schema in name], [f"dev.{schema}.cheap"])
    table = connection.Tables.getByName(item)
    types = {name: table.Columns.getByName(name).TypeName for name in table.Columns.ElementNames}
    same(types, {"id": "int4", "name": "varchar", "price": "numeric", "at": "timestamp", "ok": "bool", "s": "super"})
    keys = [table.Keys.getByIndex(i) for i in range(table.Keys.Count)]
    same([key.Columns.ElementNames for key in keys], [("id",)])
    part = connection.Tables.getByName(f"dev.{schema}.part").Keys
    same([part.getByIndex(i).ReferencedTable for i in range(part.Count)], [item])

    opened = rows(context, connection, 0, item)
    same(
        values(opened),
        [["1", "it's", "1.50", "2024-02-29 12:00:00.123456000", "1", "[1]"], ["2", None, None, None, None, None]],
    )
    opened.absolute(1)
    opened.updateString(2, "changed")
    opened.updateRow()
    opened.moveToInsertRow()
    opened.updateInt(1, 3)
    opened.updateString(2, "three")
    opened.insertRow()
    opened.absolute(2)
    opened.deleteRow()
    same(opened.getWarnings(), None)
    query = f'SELECT "id", "name" FROM "dev"."{schema}"."item" WHERE "id" < :below ORDER BY "id"'
    found = rows(context, connection, 2, query, [9])
    same(values(found), [["1", "changed"], ["3", "three"]])

    try:
        connection.createStatement().executeQuery("SELECT * FROM nothing")
        raise AssertionError("no error")
    except SQLException as error:
        same(error.SQLState, "42P01")
        assert 'relation "nothing" does not exist' in error.Message, error.Message
    connection.close()

    plain = source(context, "plain", parameters=False).getConnection("", "")
    refused(
        lambda: rows(context, plain, 2, query, [9]), "There is no parameter 1: the statement has 0, counted from 1."
    )
    plain.close()
    refused(lambda: source(context, "missing", "a.Missing").getConnection("", ""), "The driver class “a.Missing” could not be loaded.")


office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"-env:UserInstallation=file://{folder}/profile"]
    # the class path, which a person sets in the options
    + [f"-env:URE_MORE_JAVA_CLASSPATH_URLS=file://{jar}", f"--accept=pipe,name={pipe};urp;"],
    start_new_session=True,
)
try:
    remote = started(uno.getComponentContext())
    check(remote)
    print("all as expected")
    remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote).terminate()
    office.wait(60)
finally:
    try:
        os.killpg(office.pid, signal.SIGKILL)  # the program that it started, too
    except ProcessLookupError:
        pass
