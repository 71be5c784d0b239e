package fr.allomairies.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;

/// A real Asterisk for the tests of one JVM, on random ports. Give it to a test by `@ExtendWith` and take a
/// [RealAsterisk] as a parameter; a Spring test takes [#running()] in a `@DynamicPropertySource`.
public final class AsteriskExtension implements BeforeAllCallback, ParameterResolver {

    private static @Nullable RealAsterisk asterisk;

    @Override
    public void beforeAll(ExtensionContext context) {
        running();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealAsterisk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running();
    }

    /// Started at first use, and stopped with the JVM. Callers are told their position every two seconds, so that tests
    /// need not wait half a minute for it.
    public static synchronized RealAsterisk running() {
        if (asterisk == null) {
            var started = RealAsterisk.start(Map.of("ANNOUNCE_EVERY", "2"));
            SpringApplication.getShutdownHandlers().add(started::close); // after the contexts that talk to it
            asterisk = started;
        }
        return asterisk;
    }
}
