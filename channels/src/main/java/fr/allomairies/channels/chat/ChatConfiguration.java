package fr.allomairies.channels.chat;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets the sites that show the widget call its API.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatSettings.class)
class ChatConfiguration implements WebMvcConfigurer {

    private final ChatSettings settings;

    ChatConfiguration(ChatSettings settings) {
        this.settings = settings;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        registry.addMapping("/api/chat/**")
                .allowedOrigins(settings.allowedOrigins().toArray(String[]::new))
                .allowedMethods("GET", "POST", "PUT")
                .allowedHeaders("Content-Type", "Last-Event-ID", ChatController.FILE_NAME)
                .maxAge(3600);
    }
}
