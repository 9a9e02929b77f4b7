package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers that come compressed by gzip. */
final class GzipAnswer {

    private static final String ENCODING = "Content-Encoding";
    /** The compressed bytes that are read at once. */
    private static final int PIECE = 16 << 10;

    private static final byte[] MAGIC = {0x1f, (byte) 0x8b};

    private GzipAnswer() {}

    /** Whether an answer says that it is compressed. */
    static boolean is(SdkHttpResponse response) {
        return response.firstMatchingHeader(ENCODING)
                .filter(encoding -> encoding.strip().equalsIgnoreCase("gzip"))
                .isPresent();
    }

    /** Removes what counts for the compressed bytes only. */
    static SdkHttpResponse.Builder withoutHeaders(SdkHttpResponse.Builder response) {
        return response.removeHeader(ENCODING).removeHeader("Content-Length");
    }

    /**
     * What was compressed; as it is if it does not look compressed, as behind a proxy that undoes it and leaves the header. The
     * caller limits it, since few bytes may hold very many.
     */
    static InputStream read(InputStream content) throws IOException {
        var begun = new PushbackInputStream(content, MAGIC.length);
        var first = begun.readNBytes(MAGIC.length);
        begun.unread(first);
        return Arrays.equals(first, MAGIC) ? new GZIPInputStream(begun, PIECE) : begun;
    }
}
