# What R gets from the driver by rJava. Arguments: the jar, the URL.
library(rJava)
arguments <- commandArgs(trailingOnly = TRUE)
.jinit(arguments[1])

same <- function(found, expected) {
  if (!identical(found, expected)) stop(deparse(found), " instead of ", deparse(expected))
}

connection <- J("java.sql.DriverManager")$getConnection(arguments[2])
statement <- connection$createStatement()
invisible(statement$execute(paste(
  "create table t (i int, l bigint, n decimal(10,2), f float8, b boolean, v varchar(20), d date, ts timestamp,",
  "x varbyte(10), j super)")))

insert <- connection$prepareStatement("insert into t (i, l, n, f, b, v, d, ts) values (?, ?, ?, ?, ?, ?, ?, ?)")
insert$setInt(1L, 7L)
insert$setLong(2L, .jlong(2^40))
insert$setBigDecimal(3L, .jnew("java/math/BigDecimal", "1.50"))
insert$setDouble(4L, 2.5)
insert$setBoolean(5L, TRUE)
insert$setString(6L, "it's \u00e4")
insert$setDate(7L, J("java.sql.Date")$valueOf("2024-02-29"))
insert$setTimestamp(8L, J("java.sql.Timestamp")$valueOf("2024-02-29 23:59:59.123456"))
same(insert$executeUpdate(), 1L)
same(statement$executeUpdate("insert into t (i) values (8)"), 1L)

rows <- statement$executeQuery("select * from t order by i")
same(rows$`next`(), TRUE)
same(rows$getInt(1L), 7L)
same(rows$getLong("l"), 2^40)
same(rows$getBigDecimal(3L)$toString(), "1.50")
same(rows$getDouble(4L), 2.5)
same(rows$getBoolean(5L), TRUE)
same(rows$getString(6L), "it's \u00e4")
same(rows$getObject(6L), .jnew("java/lang/String", "it's \u00e4")$toString())
same(rows$getDate(7L)$toString(), "2024-02-29")
same(rows$getTimestamp(8L)$toString(), "2024-02-29 23:59:59.123456")
same(rows$`next`(), TRUE)
for (column in 2:10) same(rows$getObject(column), NULL)
same(rows$getString(6L), NULL)
same(rows$getDouble(4L), 0)
same(rows$wasNull(), TRUE)
same(rows$`next`(), FALSE)

meta <- rows$getMetaData()
same(sapply(1:10, function(column) meta$getColumnTypeName(column)),
     c("int4", "int8", "numeric", "float8", "bool", "varchar", "date", "timestamp", "varbyte", "super"))

state <- tryCatch(statement$executeQuery("select * from nothing"), SQLException = function(e) e$jobj$getSQLState())
same(state, "42P01")
connection$close()
cat("all as expected\n")
