package io.github.redshiftdata.jdbc.internal.auth;

import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** An HTTP client whose failures say what is wrong on the way, as it alone knows where a request goes. */
final class ToldHttpClient implements SdkHttpClient {

    private final SdkHttpClient client;
    private final Function<String, Way> ways;

    private ToldHttpClient(SdkHttpClient client, Function<String, Way> ways) {
        this.client = client;
        this.ways = ways;
    }

    /**
     * Builds the client in the way the SDK requires.
     *
     * @param ways by the names of hosts
     */
    record Builder(SdkHttpClient.Builder<?> client, Function<String, Way> ways)
            implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new ToldHttpClient(client.buildWithDefaults(defaults), ways);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ToldRequest(
                client.prepareRequest(request), ways, request.httpRequest().host());
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record ToldRequest(ExecutableHttpRequest request, Function<String, Way> ways, String host)
            implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (IOException failed) {
                throw new NoWayException(WayFailure.of(failed, ways.apply(host)), failed);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
