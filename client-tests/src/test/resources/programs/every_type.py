"""What Python gets from the driver by JPype's DB-API. Arguments: class path, URL."""

import sys
from datetime import date, datetime, time
from decimal import Decimal

import jpype
from jpype import dbapi2

jpype.startJVM(classpath=sys.argv[1].split(":"))
url = sys.argv[2]


def same(found, expected):
    assert found == expected, f"{found!r} instead of {expected!r}"
    for left, right in zip(found, expected):
        assert isinstance(left, type(right)), f"{left!r} is no {type(right)}"


# With nothing set: the type BIT, which is that of boolean columns as with PostgreSQL's driver, is read without wasNull.
with dbapi2.connect(url) as connection, connection.cursor() as cursor:
    cursor.execute("select null::boolean")
    same(cursor.fetchone(), [False])


def getters(connection, columns, i):
    found = dbapi2.GETTERS_BY_TYPE(connection, columns, i)
    return dbapi2.BOOLEAN if found == dbapi2.BIT else found


with dbapi2.connect(url, driver_args={"applicationName": "python"}, getters=getters) as connection:
    try:
        connection.cursor().execute("select ?", (Decimal("1.50"),))
        raise AssertionError("no error")
    except dbapi2.Error as error:
        same(str(error), "no setter found for 'Decimal'")  # quoted by the manual
    connection.adapters[Decimal] = lambda value: jpype.JClass("java.math.BigDecimal")(str(value))
    cursor = connection.cursor()
    cursor.execute(
        "create table t (i int, l bigint, s smallint, n decimal(10,2), f float8, r real, b boolean, v varchar(20),"
        " c char(3), d date, t time, ts timestamp, tz timestamptz, x varbyte(10), j super)"
    )
    row = [7, 2**40, 3, Decimal("1.50"), 2.5, 1.5, True, "it's ä", "ab", date(2024, 2, 29), time(23, 59, 58)]
    row += [datetime(2024, 2, 29, 23, 59, 59, 123456), datetime(2024, 2, 29, 12), b"\xab\x00"]
    places = ",".join("?" * len(row))
    cursor.execute(f"insert into t values ({places})", row)
    assert cursor.rowcount == 1, cursor.rowcount
    cursor.executemany("insert into t (i, v) values (?, ?)", [(8, None), (9, "nine")])
    assert cursor.rowcount == 2, cursor.rowcount
    connection.commit()

    cursor.execute("select * from t where i = ?", (7,))
    same(cursor.fetchone()[:-1], row)
    assert cursor.fetchone() is None
    cursor.execute("select * from t where i = 8")
    same(cursor.fetchall(), [[8] + [None] * 14])
    cursor.execute("select json_parse('{\"a\": [1]}') as j")
    same(cursor.fetchone(), ['{"a":[1]}'])
    assert cursor.description[0][:2] == ("j", "super"), cursor.description

    cursor.execute("update t set v = 'x' where i > 7")
    assert cursor.rowcount == 2, cursor.rowcount
    connection.rollback()
    cursor.execute("select count(*) from t where v = 'x'")
    same(cursor.fetchone(), [0])

    try:
        cursor.execute("select * from nothing")
        raise AssertionError("no error")
    except dbapi2.Error as error:
        assert error.getSQLState() == "42P01", error
        assert 'relation "nothing" does not exist' in str(error), error
    connection.rollback()

    cursor.execute("select v from t order by i")
    assert [found for (found,) in cursor] == ["it's ä", None, "nine"]
print("all as expected")
