package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

/** Sends bodies as they are given and hands back bodies as they came. */
public final class RawClient {

    public static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/redshift-data/aws4_request, "
                    + "SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + "0".repeat(64);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    public RawClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Calls an operation; in the body single quotes stand for double ones. */
    public HttpResponse<String> call(String operation, String body) throws IOException, InterruptedException {
        return send("RedshiftData." + operation, body.replace('\'', '"'), SIGNED);
    }

    public HttpResponse<String> send(String target, String body, String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .header("X-Amz-Date", "20261123T000000Z")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Runs a statement to its end. */
    public String execute(String sql, String moreMembers) throws IOException, InterruptedException {
        var members = moreMembers.isEmpty() ? "" : ", " + moreMembers;
        var answer = call(
                "ExecuteStatement",
                "{'Sql': '" + sql + "', 'WorkgroupName': 'wg1', 'Database': 'dev', 'WaitTimeSeconds': 20" + members
                        + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return text(answer.body(), "Id");
    }

    public String describe(String id) throws IOException, InterruptedException {
        return call("DescribeStatement", "{'Id': '" + id + "', 'WaitTimeSeconds': 20}")
                .body();
    }

    /** Polls until the statement has ended; its description. */
    public String awaitEnd(String id) throws IOException, InterruptedException {
        var body = describe(id);
        while (!List.of("FINISHED", "FAILED", "ABORTED").contains(text(body, "Status"))) {
            body = describe(id);
        }
        return body;
    }

    public String result(String id) throws IOException, InterruptedException {
        return call("GetStatementResult", "{'Id': '" + id + "'}").body();
    }

    /** The first member of this name that is a text; null without one. */
    public static String text(String body, String name) {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(body);
        return found.find() ? found.group(1) : null;
    }
}
