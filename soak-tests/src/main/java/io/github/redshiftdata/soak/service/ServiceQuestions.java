package io.github.redshiftdata.soak.service;

import io.github.redshiftdata.soak.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/** Asks the service directly, past proxy and driver. */
public final class ServiceQuestions {

    private static final Pattern SESSION = Pattern.compile("\"SessionId\"\\s*:");
    private static final Pattern STATEMENT = Pattern.compile("\"Id\"\\s*:");

    /** The quotas hold for these questions, too. */
    private static final String THROTTLED = "ThrottlingException";

    private static final int THROTTLED_AT_MOST = 60;

    private final URI endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param port where the service listens on the loopback address */
    public ServiceQuestions(int port) {
        endpoint = URI.create("http://localhost:" + port + "/");
    }

    /** How many sessions are not closed; 100 stands for as many or more. */
    public int openSessions() throws IOException {
        return count("ListSessions", "{\"Status\":\"AVAILABLE\"}", SESSION)
                + count("ListSessions", "{\"Status\":\"BUSY\"}", SESSION);
    }

    /** How many statements have not ended. */
    public int runningStatements() throws IOException {
        var running = 0;
        for (var status : new String[] {"SUBMITTED", "PICKED", "STARTED"}) {
            running += count("ListStatements", "{\"Status\":\"" + status + "\"}", STATEMENT);
        }
        return running;
    }

    private int count(String operation, String request, Pattern entry) throws IOException {
        var answer = ask(operation, request);
        return (int) entry.matcher(answer).results().count();
    }

    private String ask(String operation, String body) throws IOException {
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("X-Amz-Target", "RedshiftData." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=soak/20260101/us-east-1/redshift-data/aws4_request, "
                                + "SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            for (var again = 0; again < THROTTLED_AT_MOST && answer.body().contains(THROTTLED); again++) {
                Pause.millis(500);
                answer = client.send(request, BodyHandlers.ofString());
            }
            if (answer.statusCode() != 200) {
                throw new IOException(operation + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking the service", e);
        }
    }
}
