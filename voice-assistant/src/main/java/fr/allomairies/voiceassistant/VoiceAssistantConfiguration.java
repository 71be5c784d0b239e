package fr.allomairies.voiceassistant;

import fr.allomairies.voiceassistant.dialogue.KeypadMenu;
import fr.allomairies.voiceassistant.hearing.Gazetteer;
import fr.allomairies.voiceassistant.hearing.Places;
import fr.allomairies.voiceassistant.listening.BoundedHearing;
import fr.allomairies.voiceassistant.listening.NoRecognizer;
import fr.allomairies.voiceassistant.silero.SileroVoiceActivity;
import fr.allomairies.voiceassistant.speech.ProgramVoice;
import fr.allomairies.voiceassistant.understanding.ChangingUnderstanding;
import fr.allomairies.voiceassistant.vosk.VoskRecognizer;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VoiceSettings.class)
class VoiceAssistantConfiguration {

    @Bean
    VoiceMenu voiceMenu(VoiceSettings settings) {
        return new KeypadMenu(settings.menu());
    }

    @Bean
    Manner manner(ApplicationEventPublisher events) {
        return new Manner(() -> events.publishEvent(new Manner.Changed()));
    }

    /// Its model is read when it is first asked.
    @Bean
    @Lazy
    ChangingUnderstanding understanding() {
        return new ChangingUnderstanding();
    }

    @Bean
    @Lazy
    Assistant assistant(
            Understanding understanding,
            RequestStatuses requests,
            Answers answers,
            KnownRequests known,
            Manner manner,
            VoiceSettings settings) {
        return new ListeningAssistant(understanding, requests, answers, known, manner::thresholds, settings.menu());
    }

    @Bean
    @Lazy
    Trials trials(
            Assistant assistant,
            RequestStatuses requests,
            Answers answers,
            KnownRequests known,
            VoiceSettings settings) {
        return new Trials(
                assistant,
                (tried, thresholds) ->
                        new ListeningAssistant(tried, requests, answers, known, () -> thresholds, settings.menu()));
    }

    @Bean
    @ConditionalOnBooleanProperty("allo.voice.assistant.enabled")
    SpeechSynthesizer voice(VoiceSettings settings) {
        var assistant = settings.assistant();
        return new ProgramVoice(Objects.requireNonNull(assistant.voice()), Objects.requireNonNull(assistant.sounds()));
    }

    @Bean
    @ConditionalOnBooleanProperty("allo.voice.assistant.enabled")
    @ConditionalOnMissingBean
    SpeechRecognizer recognizer(VoiceSettings settings) {
        var model = settings.assistant().recognition().model();
        return model == null ? new NoRecognizer() : new VoskRecognizer(model);
    }

    @Bean
    @ConditionalOnBooleanProperty("allo.voice.assistant.enabled")
    Hearing hearing(SpeechRecognizer recognizer, VoiceSettings settings) {
        var recognition = settings.assistant().recognition();
        return new BoundedHearing(new SileroVoiceActivity(), recognizer, recognition.silence(), recognition.atMost());
    }

    @Bean
    Places places() {
        return new Places(Gazetteer.ofTheMetropolis());
    }
}
