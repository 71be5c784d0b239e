package fr.allomairies.application.parts;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/// Families of properties for the settings to refer to: `port.8080` is 8080 plus `ALLO_PORT_OFFSET`, so that two
/// installations live on one machine, `secret.NAME` is a secret of the [Home], made on first use, and `folder.NAME` a
/// folder in it.
class HomeEnvironment implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var offset = environment.getProperty("ALLO_PORT_OFFSET", Integer.class, 0);
        environment.getPropertySources().addLast(new Ports(offset));
        environment.getPropertySources().addLast(new Secrets(() -> Home.of(environment)));
        environment.getPropertySources().addLast(new Folders(() -> Home.of(environment)));
    }

    private static final class Ports extends PropertySource<Integer> {

        private static final String PREFIX = "port.";

        Ports(Integer offset) {
            super("ports of this installation", offset);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return name.startsWith(PREFIX) ? Integer.parseInt(name.substring(PREFIX.length())) + source : null;
        }
    }

    private static final class Secrets extends PropertySource<Supplier<Home>> {

        private static final String PREFIX = "secret.";

        /// @param home asked each time: which one it is may be said after this
        Secrets(Supplier<Home> home) {
            super("secrets of this installation", home);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return name.startsWith(PREFIX) ? source.get().secret(name.substring(PREFIX.length())) : null;
        }
    }

    private static final class Folders extends PropertySource<Supplier<Home>> {

        private static final String PREFIX = "folder.";

        Folders(Supplier<Home> home) {
            super("folders of this installation", home);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return name.startsWith(PREFIX)
                    ? source.get()
                            .folder()
                            .resolve(name.substring(PREFIX.length()))
                            .toString()
                    : null;
        }
    }
}
