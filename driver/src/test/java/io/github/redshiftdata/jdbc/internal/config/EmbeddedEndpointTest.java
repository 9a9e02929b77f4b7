package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The class of the emulator runs only if it is one. */
class EmbeddedEndpointTest {

    private static final String HERE = EmbeddedEndpointTest.class.getName() + "$";

    static final List<String> RAN = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"Without", "OfAnotherType", "OfAnInstance", "Hidden"})
    void aClassWithoutTheMethodIsNotInitialised(String name) {
        assertThatThrownBy(() -> EmbeddedEndpoint.named(HERE + name).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not fit this driver");
        assertThat(RAN).isEmpty();
    }

    @Test
    void whatFailsWhileTheClassIsInitialisedIsSaid() {
        assertThatThrownBy(() -> EmbeddedEndpoint.named(HERE + "Failing").start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("no disk");
    }

    public static final class Without {
        static {
            RAN.add("Without");
        }
    }

    public static final class OfAnotherType {
        static {
            RAN.add("OfAnotherType");
        }

        public static String embeddedEndpoint() {
            return "http://localhost";
        }
    }

    public static final class OfAnInstance {
        static {
            RAN.add("OfAnInstance");
        }

        public URI embeddedEndpoint() {
            return URI.create("http://localhost");
        }
    }

    public static final class Hidden {
        static {
            RAN.add("Hidden");
        }

        static URI embeddedEndpoint() {
            return URI.create("http://localhost");
        }
    }

    public static final class Failing {
        private static final URI ADDRESS =
                Optional.<URI>empty().orElseThrow(() -> new IllegalStateException("no disk"));

        private Failing() {}

        public static URI embeddedEndpoint() {
            return ADDRESS;
        }
    }
}
