package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.auth.Addresses;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.net.URI;

/** Where the Data API is. */
public final class ServiceAddress {

    private ServiceAddress() {}

    /** The address that the requests of a configuration go to. */
    public static URI of(DriverConfig config) {
        return Addresses.ofTheDataApi(config);
    }
}
