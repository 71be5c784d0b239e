package fr.allomairies.channels.voice;

import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.ticketing.Catalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Relayed calls are read like any others, and are a channel of their own.
@Configuration(proxyBeanMethods = false)
class VoiceConfiguration {

    @Bean
    VoiceAdapter voiceAdapter(Catalogue catalogue, Wording wording) {
        return new VoiceAdapter(ChannelKind.VOICE, catalogue, wording);
    }

    @Bean
    VoiceAdapter relayAdapter(Catalogue catalogue, Wording wording) {
        return new VoiceAdapter(ChannelKind.RELAY, catalogue, wording);
    }
}
