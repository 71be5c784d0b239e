package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.VoiceMenu;
import fr.allomairies.voiceassistant.VoiceSettings;
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
