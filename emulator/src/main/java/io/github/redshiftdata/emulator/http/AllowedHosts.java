package io.github.redshiftdata.emulator.http;

import io.github.redshiftdata.emulator.api.ServiceException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out web pages. A page can reach an emulator on the reader's own machine by a name of its own whose address it
 * changes (DNS rebinding); such a request has the page's name as its Host. Every other request of a page to it has an
 * Origin.
 *
 * <p>No page can be served under these: an IP address, {@code localhost}, a name in {@code .localhost} or
 * {@code .internal}, which no public DNS has, and the emulator's own name. An emulator that other machines or containers
 * reach also takes names without a dot, which are those of containers and of machines nearby.
 */
final class AllowedHosts {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*(%[0-9a-z_.-]+)?]");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]@]*)(:\\d{0,5})?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://([^/?#]*).*");

    private final Set<String> names = new HashSet<>();
    private final boolean singleLabels;

    /**
     * The rule for an emulator.
     *
     * @param listening the host that it listens on
     * @param more names that are taken too
     */
    AllowedHosts(String listening, List<String> more) {
        singleLabels = !isLoopback(listening);
        names.add(normal(listening));
        more.forEach(name -> names.add(normal(name)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @throws ServiceException with status 403, or 400 where the request does not say whom it wants */
    void check(RequestHead head) {
        var origin = head.headers().first("Origin");
        if (origin != null) {
            throw refused("The request has the Origin " + quoted(origin)
                    + ", so a web page sent it. The emulator takes no requests of web pages.");
        }
        var hosts = head.headers().all("Host");
        if (hosts.size() > 1 || (hosts.isEmpty() && head.latest())) {
            throw new ServiceException("BadRequestException", 400, "The request needs one header field Host.");
        }
        hosts.forEach(this::checkAuthority);
        var absolute = ABSOLUTE.matcher(head.target());
        if (absolute.matches()) {
            checkAuthority(absolute.group(1));
        }
    }

    private void checkAuthority(String authority) {
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || !allowed(normal(parts.group(1)))) {
            throw refused("The request was sent to the host " + quoted(authority)
                    + ", which is not a name of this emulator. Start it with --allow-host NAME"
                    + " (EmulatorOptions.withAllowedHosts) if the name is yours.");
        }
    }

    private boolean allowed(String host) {
        if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches() || names.contains(host)) {
            return true;
        }
        return NAME.matcher(host).matches()
                && (host.equals("localhost")
                        || host.endsWith(".localhost")
                        || host.endsWith(".internal")
                        || (singleLabels && host.indexOf('.') < 0));
    }

    private static String normal(@Nullable String host) {
        var name = String.valueOf(host).strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static ServiceException refused(String sentence) {
        return new ServiceException("AccessDeniedException", 403, sentence);
    }

    private static String quoted(String text) {
        var printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return '"' + (printable.length() > 100 ? printable.substring(0, 100) + "…" : printable) + '"';
    }
}
