package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;

/**
 * Why an address could not be reached, in words for whoever can change it. The check, a connection and a sign-in all take
 * their sentences from here.
 *
 * @param told the cause
 * @param whatToDo a sentence
 */
public record WayFailure(String told, String whatToDo) implements Serializable {

    private static final int OK = 200;
    private static final int PROXY_AUTHENTICATION = 407;

    /** Something answered, but neither AWS nor a proxy that would say what it wants. */
    static WayFailure notOfAws(int status) {
        return new WayFailure(
                "HTTP " + status + " came, but not as AWS answers",
                "Something on the way may have answered: a proxy, a captive portal, or another service at this endpoint.");
    }

    /** A proxy that answers for itself: the request has not left it, or not even come to it. */
    public static WayFailure ofProxy(int status) {
        return status == PROXY_AUTHENTICATION
                ? new WayFailure(
                        "the proxy on the way asks for a user and a password",
                        "Set proxyUser and proxyPassword; if they are set, the proxy does not take them.")
                : new WayFailure(
                        "the proxy on the way opens no connection to the service (HTTP " + status + ")",
                        "Whoever runs the proxy must allow HTTPS to this host; or leave it out by nonProxyHosts.");
    }

    /** The failure behind an answer that is not one of AWS, which always names its error; empty if it is. */
    static Optional<WayFailure> ofAnswer(SdkServiceException answer) {
        if (isLoginOfProxy(answer.statusCode())) {
            return Optional.of(ofProxy(answer.statusCode()));
        }
        var isNamed = answer instanceof AwsServiceException aws
                && aws.awsErrorDetails() != null
                && aws.awsErrorDetails().errorCode() != null;
        return isNamed || answer.requestId() != null ? Optional.empty() : Optional.of(notOfAws(answer.statusCode()));
    }

    /** The failure behind an answer that is not even in the language of AWS, as the page of a portal; empty if none is. */
    static Optional<WayFailure> ofUnreadable(Throwable failed) {
        return Causes.find(failed, cause -> cause.getClass().getName().contains(".thirdparty.jackson."))
                .map(page -> notOfAws(OK));
    }

    /** A name of AWS's own that is not known, on a way that is not the driver's. */
    static WayFailure ofAws(UnknownHostException unknown) {
        // Some JDKs write the reason behind the name.
        var name = String.valueOf(unknown.getMessage()).replaceFirst(":.*", "");
        return unknownName(new Way(name, null, null, Region.US_EAST_1));
    }

    /** Whether only a proxy answers so. */
    public static boolean isLoginOfProxy(int status) {
        return status == PROXY_AUTHENTICATION;
    }

    /** The failure behind an exception of an HTTP client. */
    static WayFailure of(Throwable thrown, Way way) {
        var host = Shown.value(way.host());
        var certificate = certificate(thrown, way);
        if (!certificate.isEmpty()) {
            return new WayFailure("the certificate of " + host + " is not accepted: " + text(thrown), certificate);
        }
        if (Causes.find(thrown, UnknownHostException.class).isPresent()) {
            return unknownName(way);
        }
        if (Causes.find(thrown, SSLException.class).isPresent()) {
            return new WayFailure(
                    "no TLS with " + host + ": " + text(thrown),
                    "Check that " + way.settings()
                            + " and proxy speak HTTPS, and that nothing on the way cuts it off.");
        }
        if (Causes.find(thrown, WayFailure::isConnectTimeout).isPresent()) {
            return new WayFailure(
                    way.firstHop() + " does not answer: " + text(thrown),
                    way.proxy() == null
                            ? "A firewall may drop it: open HTTPS to this host, or set proxyHost and proxyPort."
                            : way.ofProxy());
        }
        if (Causes.find(thrown, SocketTimeoutException.class).isPresent()) {
            return new WayFailure(
                    host + " does not answer: " + text(thrown),
                    "Something on the way may hold it up: check " + way.settings() + ", proxy and firewall.");
        }
        if (Causes.find(thrown, cause -> cause instanceof ConnectException || cause instanceof NoRouteToHostException)
                .isPresent()) {
            return new WayFailure(
                    way.firstHop() + " takes no connection: " + text(thrown),
                    way.proxy() == null
                            ? "Check " + way.settings() + ", proxy and firewall; HTTPS to this host must be open."
                            : way.ofProxy());
        }
        return new WayFailure(
                "no answer from " + host + ": " + text(thrown),
                "Check " + way.settings() + ", proxy, firewall and network.");
    }

    /** The name of the address, or of the proxy that would look it up, is not known. */
    static WayFailure unknownName(Way way) {
        var name = way.proxy() == null ? way.host() : way.proxy();
        return new WayFailure("the name " + Shown.value(name) + " is not known here", way.whereToLook());
    }

    /** The HTTP client's own kind; its simple name stays where the client is relocated. */
    private static boolean isConnectTimeout(Throwable cause) {
        return cause.getClass().getSimpleName().equals("ConnectTimeoutException");
    }

    /** What to do about a certificate that is not accepted; empty if the certificate is not the reason. */
    private static String certificate(Throwable thrown, Way way) {
        if (Causes.find(
                        thrown,
                        cause -> cause instanceof CertificateExpiredException
                                || cause instanceof CertificateNotYetValidException)
                .isPresent()) {
            return "By the clock of this machine the certificate is not valid now: check the clock; if it is right, whoever"
                    + " runs this host must renew the certificate.";
        }
        if (Causes.find(thrown, WayFailure::isOfTheName).isPresent()) {
            return "It is made for other names: check " + way.settings()
                    + "; something on the way may answer in its place.";
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

    /** Whether the certificate is that of another host: the HTTP client compares, or the JDK does. */
    private static boolean isOfTheName(Throwable cause) {
        var said = String.valueOf(cause.getMessage());
        return (cause instanceof SSLPeerUnverifiedException && said.contains("subject alternative names"))
                || (cause instanceof CertificateException
                        && (said.startsWith("No name matching") || said.startsWith("No subject alternative")));
    }

    /** All of it, for one message. */
    public String sentences() {
        return told + ". " + whatToDo;
    }

    private static String text(Throwable thrown) {
        var message = thrown.getMessage();
        return Shown.oneLine(
                message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message);
    }
}
