package fr.allomairies.vault.store;

import fr.allomairies.vault.Vault;
import fr.allomairies.vault.VaultSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

    @Bean
    Vault vault(JdbcClient db, VaultSettings settings) {
        return new StoredVault(db, new Seal(settings.key()));
    }
}
