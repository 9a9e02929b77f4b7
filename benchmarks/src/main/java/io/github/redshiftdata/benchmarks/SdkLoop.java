package io.github.redshiftdata.benchmarks;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;

/** What a program does that uses the AWS SDK without a driver. The client has the settings of the driver's client. */
final class SdkLoop implements AutoCloseable {

    /** Takes the pages. */
    interface Pages {
        void page(GetStatementResultResponse page);
    }

    private final RedshiftDataClient client;

    SdkLoop(URI endpoint) {
        this(endpoint, new ExecutionInterceptor() {});
    }

    SdkLoop(URI endpoint, ExecutionInterceptor interceptor) {
        client = RedshiftDataClient.builder()
                .overrideConfiguration(settings ->
                        settings.addExecutionInterceptor(interceptor).apiCallTimeout(Duration.ofSeconds(60)))
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(1024)
                        .connectionMaxIdleTime(Duration.ofSeconds(50))
                        .useIdleConnectionReaper(true)
                        .tcpKeepAlive(true)
                        .socketTimeout(Duration.ofSeconds(60)))
                .build();
    }

    RedshiftDataClient client() {
        return client;
    }

    String execute(String sql) {
        return client.executeStatement(request ->
                        request.workgroupName("bench").database("dev").sql(sql).waitTimeSeconds(1))
                .id();
    }

    void read(String sql, Pages pages) {
        var id = execute(sql);
        String token = null;
        do {
            var nextToken = token;
            var page = client.getStatementResult(request -> request.id(id).nextToken(nextToken));
            pages.page(page);
            token = page.nextToken();
        } while (token != null);
    }

    @Override
    public void close() {
        client.close();
    }
}
