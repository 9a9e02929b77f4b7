package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebean.Database;
import io.ebean.annotation.Platform;
import io.ebean.config.dbplatform.DatabasePlatform;
import io.ebean.enhance.Transformer;
import io.ebean.platform.postgres.PostgresPlatform;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ebean, whose entities an agent changes: here a class loader does. */
@ExtendWith(ToolTable.class)
class EbeanIT {

    /** The platform of the manual: what is compared with a list is not compared with an array. */
    private static final class RedshiftPlatform extends PostgresPlatform {
        RedshiftPlatform() {
            platform = Platform.GENERIC;
        }
    }

    private final Enhancing loader = new Enhancing();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void enhance() {
        Thread.currentThread().setContextClassLoader(loader);
    }

    @AfterEach
    void reset() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    @Tool(
            value = "Ebean",
            of = Database.class,
            setting = "[a platform](#ebean)",
            without = "ids that the database makes: assign them")
    void ebean() throws Exception {
        var warehouse = new Warehouse();
        warehouse.execute("CREATE TABLE ebean_visitor (id VARCHAR(36) NOT NULL PRIMARY KEY, name VARCHAR(40),"
                + " price DECIMAL(10,2), at TIMESTAMP)");
        assertThatThrownBy(() -> open(warehouse.dataSource(), null))
                .hasStackTraceContaining("Unable to determine the appropriate ebean platform");
        assertThatThrownBy(() -> use(open(warehouse.dataSource(), new PostgresPlatform())))
                .hasStackTraceContaining("createArrayOf is not supported");
        warehouse.execute("DELETE FROM ebean_visitor");
        use(open(warehouse.dataSource(), new RedshiftPlatform()));
        assertThat(warehouse.value("SELECT count(*) FROM ebean_visitor")).isEqualTo("3");
    }

    private void use(Database database) throws Exception {
        try {
            loader.loadClass(EbeanUse.class.getName())
                    .getMethod("run", Database.class)
                    .invoke(null, database);
        } finally {
            database.shutdown();
        }
    }

    private Database open(DataSource source, DatabasePlatform platform) throws Exception {
        return Database.builder()
                .name("warehouse")
                .dataSource(source)
                .databasePlatform(platform)
                .defaultDatabase(false)
                .addClass(loader.loadClass(EbeanVisitor.class.getName()))
                .build();
    }

    /** Loads the entity and what uses it, as the agent would. */
    private static final class Enhancing extends ClassLoader {

        private final Transformer transformer = new Transformer(EbeanIT.class.getClassLoader(), "debug=0");

        Enhancing() {
            super(EbeanIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(EbeanVisitor.class.getName()) && !name.equals(EbeanUse.class.getName())) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            return loaded == null ? enhanced(name) : loaded;
        }

        private Class<?> enhanced(String name) throws ClassNotFoundException {
            var file = name.replace('.', '/');
            try (var in = getParent().getResourceAsStream(file + ".class")) {
                var bytes = in.readAllBytes();
                var changed = transformer.transform(this, file, null, null, bytes);
                return defineClass(
                        name, changed == null ? bytes : changed, 0, changed == null ? bytes.length : changed.length);
            } catch (Exception e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
