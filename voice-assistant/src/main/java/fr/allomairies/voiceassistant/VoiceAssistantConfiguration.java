package fr.allomairies.voiceassistant;

import fr.allomairies.voiceassistant.dialogue.KeypadMenu;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VoiceSettings.class)
class VoiceAssistantConfiguration {

    @Bean
    VoiceMenu voiceMenu(VoiceSettings settings) {
        return new KeypadMenu(settings.menu());
    }

    @Bean
    OpeningHours openingHours(VoiceSettings settings) {
        return new OpeningHours(settings.hours());
    }
}
