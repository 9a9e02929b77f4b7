package io.github.redshiftdata.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Reads a page to its end and shows the SDK only its token: the limit of what a decoder can reach. */
final class Draining implements ExecutionInterceptor {

    private static final int HEAD = 64 * 1024;

    private final byte[] buffer = new byte[HEAD];

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(Draining.this::drained);
    }

    private InputStream drained(InputStream body) {
        try (body) {
            var length = body.readNBytes(buffer, 0, buffer.length);
            var head = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            var scratch = new byte[HEAD];
            var rest = body.read(scratch);
            if (rest < 0 && !head.contains("\"Records\"")) {
                return new ByteArrayInputStream(buffer.clone(), 0, length);
            }
            while (rest >= 0) {
                rest = body.read(scratch);
            }
            return new ByteArrayInputStream(tokenOnly(head).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String tokenOnly(String head) {
        var at = head.indexOf("\"NextToken\":");
        return at < 0 ? "{}" : "{" + head.substring(at, head.indexOf(',', at)) + "}";
    }
}
