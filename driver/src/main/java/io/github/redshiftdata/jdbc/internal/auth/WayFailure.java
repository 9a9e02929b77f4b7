package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Why an address could not be reached, in words for whoever can change it. */
public record WayFailure(String told, String whatToDo) {

    /** The failure behind an exception of an HTTP client. */
    static WayFailure of(Throwable thrown, String host) {
        var certificate = certificate(thrown);
        if (!certificate.isEmpty()) {
            return new WayFailure("the certificate of " + host + " is not accepted: " + text(thrown), certificate);
        }
        if (Causes.find(thrown, UnknownHostException.class).isPresent()) {
            return new WayFailure(
                    "the name " + host + " is not known here",
                    "Check the region or endpoint, and the network (VPN, DNS); or set proxyHost and proxyPort.");
        }
        if (Causes.find(thrown, SSLException.class).isPresent()) {
            return new WayFailure(
                    "no TLS with " + host + ": " + text(thrown),
                    "Check that endpoint and proxy speak HTTPS, and that nothing on the way cuts it off.");
        }
        if (Causes.find(thrown, SocketTimeoutException.class).isPresent()) {
            return new WayFailure(
                    host + " does not answer: " + text(thrown),
                    "A firewall may drop it: open HTTPS to this host, or set proxyHost and proxyPort.");
        }
        if (Causes.find(thrown, ConnectException.class).isPresent()) {
            return new WayFailure(
                    host + " takes no connection: " + text(thrown),
                    "Check endpoint, proxy and firewall; HTTPS to this host must be open.");
        }
        return new WayFailure(
                "no answer from " + host + ": " + text(thrown), "Check endpoint, proxy, firewall and network.");
    }

    /** What to do about a certificate that is not accepted; empty if the certificate is not the reason. */
    public static String certificate(Throwable thrown) {
        if (Causes.find(
                        thrown,
                        cause -> cause instanceof CertificateExpiredException
                                || cause instanceof CertificateNotYetValidException)
                .isPresent()) {
            return "Check the clock of this machine: by it, the certificate is not valid now.";
        }
        return Causes.find(
                                thrown,
                                cause -> cause instanceof CertPathBuilderException
                                        || cause instanceof CertPathValidatorException)
                        .isPresent()
                ? "A proxy that inspects TLS shows a certificate of its own: set caCertificates to its authority (PEM), or"
                        + " trustStore."
                : "";
    }

    private static String text(Throwable thrown) {
        var message = thrown.getMessage();
        return Shown.oneLine(
                message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message);
    }
}
