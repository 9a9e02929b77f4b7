/**
 * A JDBC driver for Amazon Redshift over the Redshift Data API. Only the interfaces that a program may unwrap to, the
 * driver and its DataSource are visible.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // the AWS SDK has no descriptors of its own
module io.github.redshiftdata.jdbc {
    requires transitive java.naming; // a DataSource is a Referenceable
    requires transitive java.sql;
    requires transitive software.amazon.awssdk.auth; // a DataSource takes a credentials provider
    requires com.fasterxml.jackson.core;
    requires static java.desktop; // opens the browser; without it the address is shown
    requires static jdk.httpserver; // waits for the browser; without it there is the device code
    requires static com.zaxxer.hikari; // not transitive: a program that is a module compiles without it
    requires static io.opentelemetry.api; // not transitive, like Hikari
    requires static io.opentelemetry.context;
    requires static micrometer.commons;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires jdk.net; // the HTTP client sets keep-alive options with it and, having no descriptor, cannot ask for it
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.slf4j;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.endpoints;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.protocols.jsoncore;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.services.redshiftdata;
    requires software.amazon.awssdk.services.signin;
    requires software.amazon.awssdk.services.sso;
    requires software.amazon.awssdk.services.ssooidc;
    requires software.amazon.awssdk.services.sts;
    requires software.amazon.awssdk.utils;
    requires static org.jspecify;

    exports io.github.redshiftdata.jdbc;

    provides java.sql.Driver with
            io.github.redshiftdata.jdbc.RedshiftDataDriver;
}
