package io.github.redshiftdata.emulator.http;

import java.time.Duration;
import java.util.List;

/**
 * What a request must keep to before it is looked at, and how it is answered.
 *
 * @param host the host that the emulator listens on, which is also a name that it goes by
 * @param allowedHosts names that it goes by besides that, {@code localhost} and IP addresses
 * @param requestTime within which a request must have come whole, from its first byte on
 * @param compressed whether answers are compressed for clients that take that
 */
public record HttpRules(String host, List<String> allowedHosts, Duration requestTime, boolean compressed) {}
