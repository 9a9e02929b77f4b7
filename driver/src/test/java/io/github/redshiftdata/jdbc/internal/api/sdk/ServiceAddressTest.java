package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import java.net.URI;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What traces tell of the service is where the requests go. */
class ServiceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "//sales:eu-west-1/dev, https://redshift-data.eu-west-1.amazonaws.com",
        "//sales:cn-north-1/dev, https://redshift-data.cn-north-1.amazonaws.com.cn",
        "//sales:us-gov-west-1/dev?fips=true, https://redshift-data-fips.us-gov-west-1.amazonaws.com",
        "//sales:us-iso-east-1/dev, https://redshift-data.us-iso-east-1.c2s.ic.gov",
        "//sales:us-east-1/dev?dualStack=true, https://redshift-data.us-east-1.api.aws",
        "///dev?endpoint=http://localhost:8192, http://localhost:8192",
    })
    void theAddressIsThatOfTheRequests(String url, String address) throws Exception {
        var config = ConfigReader.read(
                "jdbc:redshift-data:" + url, new Properties(), 0, () -> URI.create("http://localhost:1"));
        assertThat(ServiceAddress.of(config)).isEqualTo(URI.create(address));
    }
}
