package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import javax.naming.spi.ObjectFactory;
import org.junit.jupiter.api.Test;

class RedshiftDataDataSourceJndiTest {

    private static RedshiftDataDataSource full() throws SQLException {
        var source = new RedshiftDataDataSource();
        source.setUrl("jdbc:redshift-data://reports:eu-west-1/dev?serverless=true");
        source.setLoginTimeout(7);
        source.setProfile("own");
        source.setQueryTimeout(30);
        source.setLazyConnect(true);
        source.setApplicationName("nightly");
        source.setSecretArn("arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf");
        source.setUser("ann");
        source.setAccessKeyId("AK");
        source.setSecretAccessKey("hush-1");
        source.setSessionToken("hush-2");
        source.setPassword("hush-3");
        source.setLogWriter(new PrintWriter(new StringWriter()));
        return source;
    }

    private static byte[] written(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static void assertSameButForSecrets(Object made) throws SQLException {
        assertThat(made).isInstanceOf(RedshiftDataDataSource.class).isNotSameAs(full());
        var source = (RedshiftDataDataSource) made;
        assertThat(source.toString()).isEqualTo(full().toString());
        assertThat(source.getUrl()).isEqualTo(full().getUrl());
        assertThat(source.getLoginTimeout()).isEqualTo(7);
        assertThat(source.getLogWriter()).isNull();
    }

    @Test
    void itIsSerializedWithoutItsSecrets() throws Exception {
        var bytes = written(full());
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain("hush")
                .contains("nightly");
        assertSameButForSecrets(read(bytes));
    }

    @Test
    void aNewOneIsSerializedToo() throws Exception {
        var made = (RedshiftDataDataSource) read(written(new RedshiftDataDataSource()));
        assertThat(made.toString()).isEqualTo(new RedshiftDataDataSource().toString());
    }

    @Test
    void itsReferenceHasNoSecretsAndGivesItAgain() throws Exception {
        var reference = full().getReference();
        assertThat(reference.toString()).doesNotContain("hush");
        assertThat(reference.getFactoryClassName()).isEqualTo(RedshiftDataDataSourceFactory.class.getName());
        // A directory keeps it serialized.
        var kept = (Reference) read(written(reference));
        assertSameButForSecrets(NamingManager.getObjectInstance(kept, null, null, null));
    }

    @Test
    void aSecretInTheUrlIsLeftOut() throws Exception {
        var source = new RedshiftDataDataSource();
        source.setUrl("jdbc:redshift-data://c1:eu-west-1/dev?secretAccessKey=hush");
        assertThat(source.getReference().toString()).doesNotContain("hush");
        assertThat(new String(written(source), StandardCharsets.ISO_8859_1)).doesNotContain("hush");
    }

    @Test
    void noPropertyOfTheTableThatIsSecretLeavesTheJvm() {
        for (var property : DriverProperties.all()) {
            if (property.secret()) {
                var source = new RedshiftDataDataSource();
                source.setProperty(property.name(), "hush");
                assertThat(source.getReference().get(property.name()))
                        .as(property.name())
                        .isNull();
            }
        }
    }

    /** As Tomcat hands on an element of its configuration. */
    @Test
    void aServersResourceIsADataSource() throws Exception {
        var resource = new Reference("javax.sql.DataSource", RedshiftDataDataSourceFactory.class.getName(), null);
        for (var attribute : new String[][] {
            {"scope", "Shareable"},
            {"auth", "Container"},
            {"singleton", "true"},
            {"driverClassName", "x"},
            {"url", "jdbc:redshift-data://c1:eu-west-1/dev"},
            {"username", "ann"},
            {"loginTimeout", "5"},
            {"readOnly", "true"},
            {"nonsense", ""}
        }) {
            resource.add(new StringRefAddr(attribute[0], attribute[1]));
        }
        var source = (RedshiftDataDataSource) factory().getObjectInstance(resource, null, null, null);
        assertThat(source.getUrl()).isEqualTo("jdbc:redshift-data://c1:eu-west-1/dev");
        assertThat(source.getLoginTimeout()).isEqualTo(5);
        assertThat(source.toString()).contains("readOnly=true", "dbUser=ann").doesNotContain("Shareable", "nonsense");
    }

    @Test
    void whatIsNotItsOwnIsLeftToOthers() throws Exception {
        var other = new Reference("com.example.Other");
        assertThat(factory().getObjectInstance(other, null, null, null)).isNull();
        assertThat(factory().getObjectInstance("text", null, null, null)).isNull();
        assertThat(factory().getObjectInstance(null, null, null, null)).isNull();
        var wrong = new Reference("javax.sql.DataSource", new StringRefAddr("loginTimeout", "soon"));
        assertThatThrownBy(() -> factory().getObjectInstance(wrong, null, null, null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("'soon'");
    }

    @Test
    void everySetterIsCarried() throws Exception {
        var source = new RedshiftDataDataSource();
        source.setRegion("eu-west-1");
        source.setMetadataSource("sql");
        source.setReadOnly(true);
        var names = Collections.list(source.getReference().getAll()).stream()
                .map(address -> address.getType())
                .toList();
        assertThat(names).contains("url", "loginTimeout", "region", "metadataSource", "readOnly");
    }

    private static ObjectFactory factory() {
        return new RedshiftDataDataSourceFactory();
    }
}
