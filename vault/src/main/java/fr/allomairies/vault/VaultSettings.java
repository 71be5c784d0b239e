package fr.allomairies.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param key the secret from which the keys of all contents are derived, of at least 32 characters, by chance.
///     Whoever loses it has lost what is kept; whoever changes it can no longer open what was kept before. No
///     default
@ConfigurationProperties("allo.vault")
public record VaultSettings(String key) {

    private static final int SHORTEST = 32;

    public VaultSettings(@Nullable String key) {
        if (key == null || key.strip().length() < SHORTEST) {
            throw new IllegalArgumentException("allo.vault.key is missing or shorter than " + SHORTEST
                    + " characters: what people say is kept sealed");
        }
        this.key = key.strip();
    }

    @Override
    public String toString() {
        return "VaultSettings[key=***]";
    }
}
