package made

import java.sql.Timestamp
import javax.sql.DataSource
import scala.concurrent.Await
import scala.concurrent.ExecutionContext.Implicits.global
import scala.concurrent.duration.DurationInt
import scala.jdk.CollectionConverters.SeqHasAsJava
import slick.jdbc.PostgresProfile
import slick.jdbc.PostgresProfile.api._

class Items(tag: Tag) extends Table[(Int, Option[String], BigDecimal, Option[Timestamp])](tag, "item") {
  def id = column[Int]("id", O.PrimaryKey)
  def name = column[Option[String]]("name", O.Length(40))
  def price = column[BigDecimal]("price", O.SqlType("DECIMAL(10,2)"))
  def at = column[Option[Timestamp]]("at")
  def * = (id, name, price, at)
}

object UseOfSlick {
  private val items = TableQuery[Items]

  def run(source: DataSource, schema: String): java.util.List[String] = {
    val database = Database.forDataSource(source, Some(4))
    def now[R](action: DBIO[R]): R = Await.result(database.run(action), 60.seconds)
    try {
      now(items.schema.create)
      val at = Timestamp.valueOf("2024-02-29 12:00:00.123456")
      val inserted = now((items ++= (1 to 4).map(id => (id, Some(s"it's $id"), BigDecimal("1.50"), Some(at)))).transactionally)
      val page = now(items.sortBy(_.id).drop(1).take(2).result)
      val updated = now(items.filter(_.id === 2).map(_.name).update(None))
      val deleted = now(items.filter(_.name like "%4").delete)
      val sum = now(items.map(_.price).sum.result)
      val plain = now(sql"SELECT name FROM item WHERE id = ${3}".as[String])
      var streamed = 0
      Await.result(database.stream(items.result).foreach(_ => streamed += 1), 60.seconds)
      val columns = now(PostgresProfile.createModel(None)).tables.filter(_.name.schema.contains(schema)).head.columns
      List(
        s"inserted ${inserted.get}", s"page ${page.map(_._1).mkString(",")} ${page.head._4.get}", s"updated $updated",
        s"deleted $deleted", s"sum ${sum.get}", s"plain ${plain.head}", s"streamed $streamed",
        s"columns ${columns.map(c => c.name + " " + c.tpe).mkString(", ")}"
      ).asJava
    } finally database.close()
  }
}
