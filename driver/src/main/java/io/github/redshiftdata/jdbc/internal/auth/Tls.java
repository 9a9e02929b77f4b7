package io.github.redshiftdata.jdbc.internal.auth;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SystemPropertyTlsKeyManagersProvider;

/**
 * TLS as the SDK's HTTP client makes it, but not before the first connection asks for it: its classes and the certificates of the
 * JVM take a third of the time of a first request, and an endpoint of plain HTTP, as of an emulator, never asks.
 */
final class Tls implements TlsSocketStrategy {

    private final TrustManager @Nullable [] trust;

    /** Guarded by this. */
    private @Nullable TlsSocketStrategy made;

    /** @param trust whom to trust, or null for whom the JVM trusts */
    Tls(TrustManager @Nullable [] trust) {
        this.trust = trust;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        return made().upgrade(socket, target, port, attachment, context);
    }

    /**
     * What does it, made by whoever needs it first.
     *
     * @throws IOException if the JVM has no TLS, or its settings are of no use
     */
    synchronized TlsSocketStrategy made() throws IOException {
        var known = made;
        if (known == null) {
            try {
                var context = SSLContext.getInstance("TLS");
                context.init(SystemPropertyTlsKeyManagersProvider.create().keyManagers(), trust, null);
                known = new DefaultClientTlsStrategy(
                        context, HostnameVerificationPolicy.CLIENT, HttpsSupport.getDefaultHostnameVerifier());
            } catch (GeneralSecurityException unusable) {
                throw new IOException("TLS cannot be used: " + unusable.getMessage(), unusable);
            }
            made = known;
        }
        return known;
    }
}
