package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom the driver trusts to be AWS, where the settings say more than the JVM. */
final class Trust {

    private Trust() {}

    /**
     * The trust of the settings, or null for that of the JVM.
     *
     * @throws UncheckedIOException around a {@link NoWayException} that says which setting is of no use
     */
    static TrustManager @Nullable [] of(NetworkConfig config) {
        if (config.trustStore() == null && config.caCertificates() == null) {
            return null;
        }
        var store = config.trustStore() == null ? null : store(config.trustStore());
        var more = config.caCertificates() == null ? List.<Certificate>of() : certificates(config.caCertificates());
        try {
            return more.isEmpty() ? managers(store) : managers(withAlso(managers(store), more));
        } catch (GeneralSecurityException | IOException failed) {
            throw useless("the certificates to trust cannot be used", failed);
        }
    }

    private static KeyStore store(NetworkConfig.TrustStore wanted) {
        var type = wanted.type() == null ? KeyStore.getDefaultType() : wanted.type();
        var name = wanted.file() == null ? "trustStoreType " + quoted(type) : "trustStore " + quoted(wanted.file());
        try {
            var store = KeyStore.getInstance(type);
            var password = wanted.password() == null ? null : wanted.password().toCharArray();
            if (wanted.file() == null) {
                if (isAFile(type)) {
                    throw new IOException("a store of this type is a file, which trustStore must name");
                }
                store.load(null, password);
            } else {
                try (var file = new BufferedInputStream(Files.newInputStream(Path.of(wanted.file())))) {
                    store.load(file, password);
                }
            }
            return store;
        } catch (GeneralSecurityException | IOException | InvalidPathException failed) {
            throw useless("the " + name + " cannot be read", failed);
        }
    }

    private static boolean isAFile(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "PKCS12", "JKS", "JCEKS", "DKS" -> true;
            default -> false;
        };
    }

    private static Collection<Certificate> certificates(String file) {
        try (var pem = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            var found = new ArrayList<Certificate>(
                    CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (found.isEmpty()) {
                throw new CertificateException("it holds no certificate");
            }
            return found;
        } catch (CertificateException | IOException | InvalidPathException failed) {
            throw useless("the file of caCertificates, " + quoted(file) + ", cannot be read", failed);
        }
    }

    private static UncheckedIOException useless(String what, Exception failed) {
        var reason = failed.getMessage() == null ? "" : " " + failed.getMessage();
        var told = what + " (" + failed.getClass().getSimpleName() + Shown.oneLine(reason) + ")";
        return new UncheckedIOException(
                told,
                new NoWayException(
                        new WayFailure(told, "Check trustStore, its type and password, and caCertificates."), failed));
    }

    private static String quoted(String text) {
        return Shown.quoted(text);
    }

    /**
     * The managers of a store.
     *
     * @param store null for the one of the JVM
     */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore withAlso(TrustManager[] managers, Collection<Certificate> more)
            throws GeneralSecurityException, IOException {
        var all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (var manager : managers) {
            if (manager instanceof X509TrustManager known) {
                for (var certificate : known.getAcceptedIssuers()) {
                    all.setCertificateEntry("known-" + number++, certificate);
                }
            }
        }
        for (var certificate : more) {
            all.setCertificateEntry("more-" + number++, certificate);
        }
        return all;
    }
}
