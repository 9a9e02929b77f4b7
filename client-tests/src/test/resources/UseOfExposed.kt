package made

import javax.sql.DataSource
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.core.like
import org.jetbrains.exposed.v1.core.sum
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.SchemaUtils
import org.jetbrains.exposed.v1.jdbc.batchInsert
import org.jetbrains.exposed.v1.jdbc.deleteWhere
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.select
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.transaction
import org.jetbrains.exposed.v1.jdbc.update

object Items : Table("item") {
    val id = integer("id")
    val name = varchar("name", 40).nullable()
    val price = decimal("price", 10, 2)
    override val primaryKey = PrimaryKey(id)
}

object UseOfExposed {
    @JvmStatic
    fun run(source: DataSource): List<String> {
        val database = Database.connect(source)
        transaction(database) { SchemaUtils.create(Items) }
        return transaction(database) {
            Items.insert { it[id] = 1; it[name] = "it's 1"; it[price] = "1.50".toBigDecimal() }
            Items.batchInsert(2..4) { this[Items.id] = it; this[Items.name] = "it's $it"; this[Items.price] = "1.50".toBigDecimal() }
            val page = Items.selectAll().orderBy(Items.id).limit(2).offset(1).map { it[Items.id] }
            val updated = Items.update({ Items.id eq 2 }) { it[name] = null }
            val deleted = Items.deleteWhere { name like "%4" }
            val sum = Items.select(Items.price.sum()).single()[Items.price.sum()]
            val nulls = Items.selectAll().where { Items.id eq 2 }.single()[Items.name]
            listOf("dialect ${database.dialect.name}", "page $page", "updated $updated", "deleted $deleted", "sum $sum", "null $nulls",
                "tables ${SchemaUtils.listTables().size}", "missing ${SchemaUtils.statementsRequiredToActualizeScheme(Items)}")
        }
    }
}
