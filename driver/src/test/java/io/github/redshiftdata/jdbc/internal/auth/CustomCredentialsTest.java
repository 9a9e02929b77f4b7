package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Which classes may be named as a provider of credentials, and that no others run. */
class CustomCredentialsTest {

    private static final String HERE = CustomCredentialsTest.class.getName() + "$";

    /** What of the classes below has run; each is used by one test only, since a class is initialised once. */
    static final List<String> RAN = new ArrayList<>();

    @BeforeEach
    void nothingHasRun() {
        RAN.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PlainClass",
                "CreateOfAnother",
                "CreateOfObject",
                "CreateOfNothing",
                "CreateWithParameter",
                "CreateOfAnInstance",
                "HiddenCreate",
                "WithMapOnly",
                "AbstractProvider",
                "ProviderWithoutAWay",
            })
    void aClassThatCannotGiveAProviderDoesNotRun(String name) {
        assertThatThrownBy(() -> CustomCredentials.create(HERE + name, Map.of("key", "hush")))
                .isInstanceOf(CredentialsFailedException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("AwsCredentialsProvider")
                .hasMessageNotContaining("hush");
        assertThat(RAN).isEmpty();
    }

    @Test
    void theClassesOfTheTestAboveTellWhenTheyRun() throws ReflectiveOperationException {
        Class.forName(HERE + "Witness");
        assertThat(RAN).containsExactly("Witness");
    }

    @ParameterizedTest
    @CsvSource({
        "PlainClass, nothing of it was run: it must implement the interface",
        "CreateOfObject, nothing of it was run: it must implement the interface",
        "AbstractProvider, it needs a public constructor with a Map",
        "ProviderWithoutAWay, it needs a public constructor with a Map"
    })
    void whatAClassLacksIsSaid(String name, String lack) {
        assertThatThrownBy(() -> CustomCredentials.create(HERE + name, Map.of()))
                .hasMessageContaining(lack)
                .hasCauseInstanceOf(ClassCastException.class);
    }

    @Test
    void aProviderOfTheUsersOwnClassGetsItsProperties() {
        var provider = CustomCredentials.create(WithProperties.class.getName(), Map.of("key", "k1"));
        assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("k1");
        assertThat(CustomCredentials.create(WithCreate.class.getName(), Map.of()))
                .isInstanceOf(WithCreate.class);
    }

    /** Has classes of its own, and for the rest those of the JDK and of the SDK. */
    private static final class Application extends ClassLoader {
        private final String own;

        Application(String own) {
            super(CustomCredentialsTest.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(own)) {
                return super.loadClass(name, resolve);
            }
            try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                var bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException broken) {
                throw new ClassNotFoundException(name, broken);
            }
        }
    }

    private static ClassLoader loaderOfTheProviderMadeIn(@Nullable ClassLoader context) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return CustomCredentials.create(HERE + "OneWay", Map.of())
                    .getClass()
                    .getClassLoader();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theClassOfTheApplicationComesBeforeThatBesideTheDriver() {
        var own = CustomCredentials.class.getClassLoader();
        var application = new Application(HERE + "OneWay");
        assertThat(loaderOfTheProviderMadeIn(application)).isSameAs(application);
        assertThat(loaderOfTheProviderMadeIn(ClassLoader.getPlatformClassLoader()))
                .isSameAs(own);
        assertThat(loaderOfTheProviderMadeIn(null)).isSameAs(own);
    }

    @Test
    void aClassThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> CustomCredentials.create("com.example.Missing", Map.of()))
                .hasMessageContaining("com.example.Missing")
                .hasMessageContaining("class path");
    }

    @Test
    void aFactoryOfAnotherClassCountsByItsReturnType() {
        var made = CustomCredentials.create(HERE + "Factory", Map.of());
        assertThat(made.resolveCredentials().accessKeyId()).isEqualTo("made");
    }

    @Test
    void propertiesComeBeforeTheFactoryAndTheFactoryBeforeThePlainConstructor() {
        assertThat(CustomCredentials.create(HERE + "AllWays", Map.of("key", "of the map"))
                        .resolveCredentials()
                        .accessKeyId())
                .isEqualTo("of the map");
        assertThat(CustomCredentials.create(HERE + "TwoWays", Map.of())
                        .resolveCredentials()
                        .accessKeyId())
                .isEqualTo("of create");
        assertThat(CustomCredentials.create(HERE + "OneWay", Map.of())
                        .resolveCredentials()
                        .accessKeyId())
                .isEqualTo("plain");
    }

    @Test
    void whatAProviderFailsWithIsSaid() {
        assertThatThrownBy(() -> CustomCredentials.create(HERE + "Failing", Map.of()))
                .isInstanceOf(CredentialsFailedException.class)
                .hasMessageEndingWith("failed: the vault is closed");
        assertThatThrownBy(() -> CustomCredentials.create(HERE + "FailingAtStart", Map.of()))
                .isInstanceOf(CredentialsFailedException.class)
                .hasMessageEndingWith("failed: no vault at all");
        assertThatThrownBy(() -> CustomCredentials.create(HERE + "CreateOfNull", Map.of()))
                .isInstanceOf(CredentialsFailedException.class)
                .hasMessageEndingWith("failed: its create() gave null");
    }

    static void ran(Class<?> type) {
        RAN.add(type.getSimpleName());
    }

    public static final class Witness {
        static {
            ran(Witness.class);
        }
    }

    public static final class PlainClass {
        static {
            ran(PlainClass.class);
        }

        public PlainClass() {
            ran(PlainClass.class);
        }
    }

    public static final class CreateOfAnother {
        static {
            ran(CreateOfAnother.class);
        }

        public static CreateOfAnother create() {
            ran(CreateOfAnother.class);
            return new CreateOfAnother();
        }
    }

    public static final class CreateOfObject {
        static {
            ran(CreateOfObject.class);
        }

        public static Object create() {
            ran(CreateOfObject.class);
            return new OneWay();
        }
    }

    public static final class CreateOfNothing {
        static {
            ran(CreateOfNothing.class);
        }

        public static void create() {
            ran(CreateOfNothing.class);
        }
    }

    public static final class CreateWithParameter {
        static {
            ran(CreateWithParameter.class);
        }

        public static OneWay create(String of) {
            ran(CreateWithParameter.class);
            return new OneWay();
        }
    }

    public static final class CreateOfAnInstance {
        static {
            ran(CreateOfAnInstance.class);
        }

        public OneWay create() {
            ran(CreateOfAnInstance.class);
            return new OneWay();
        }
    }

    public static final class HiddenCreate {
        static {
            ran(HiddenCreate.class);
        }

        static OneWay create() {
            ran(HiddenCreate.class);
            return new OneWay();
        }
    }

    public static final class WithMapOnly {
        static {
            ran(WithMapOnly.class);
        }

        public WithMapOnly(Map<String, String> properties) {
            ran(WithMapOnly.class);
        }
    }

    public abstract static class AbstractProvider implements AwsCredentialsProvider {
        static {
            ran(AbstractProvider.class);
        }

        public AbstractProvider() {}

        public AbstractProvider(Map<String, String> properties) {}
    }

    public static final class ProviderWithoutAWay implements AwsCredentialsProvider {
        static {
            ran(ProviderWithoutAWay.class);
        }

        public ProviderWithoutAWay(String vault) {}

        @Override
        public AwsCredentials resolveCredentials() {
            return keys("never");
        }
    }

    private static AwsCredentials keys(String id) {
        return AwsBasicCredentials.create(id, "secret");
    }

    public static final class Factory {
        private Factory() {}

        public static AwsCredentialsProvider create() {
            return () -> keys("made");
        }
    }

    public static final class AllWays implements AwsCredentialsProvider {
        private final String id;

        public AllWays() {
            id = "plain";
        }

        public AllWays(Map<String, String> properties) {
            id = properties.getOrDefault("key", "none");
        }

        public static AwsCredentialsProvider create() {
            return () -> keys("of create");
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return keys(id);
        }
    }

    public static final class TwoWays implements AwsCredentialsProvider {
        public TwoWays() {}

        public static AwsCredentialsProvider create() {
            return () -> keys("of create");
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return keys("plain");
        }
    }

    public static final class OneWay implements AwsCredentialsProvider {
        public OneWay() {}

        @Override
        public AwsCredentials resolveCredentials() {
            return keys("plain");
        }
    }

    public static final class Failing {
        private Failing() {}

        public static AwsCredentialsProvider create() {
            return opened(false);
        }

        private static AwsCredentialsProvider opened(boolean open) {
            if (!open) {
                throw new IllegalStateException("the vault is closed");
            }
            return () -> keys("of the vault");
        }
    }

    public static final class FailingAtStart {
        private static final String VAULT = vault();

        private FailingAtStart() {}

        private static String vault() {
            return Optional.<String>empty().orElseThrow(() -> new IllegalStateException("no vault at all"));
        }

        public static AwsCredentialsProvider create() {
            return () -> keys(VAULT);
        }
    }

    public static final class CreateOfNull {
        private CreateOfNull() {}

        public static @Nullable AwsCredentialsProvider create() {
            return null;
        }
    }

    /** A provider with a constructor for properties. */
    public static final class WithProperties implements AwsCredentialsProvider {
        private final Map<String, String> properties;

        public WithProperties(Map<String, String> properties) {
            this.properties = properties;
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(properties.getOrDefault("key", ""), "secret");
        }
    }

    /** A provider with the SDK's usual factory method. */
    public static final class WithCreate implements AwsCredentialsProvider {
        private WithCreate() {}

        public static WithCreate create() {
            return new WithCreate();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("a", "b");
        }
    }
}
