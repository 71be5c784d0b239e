package fr.allomairies.telephony.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.AnsweringAssistant;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.TalkStore.StoredTalk;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.AssistantWording;
import fr.allomairies.voiceassistant.Hearing;
import fr.allomairies.voiceassistant.Hearing.Heard;
import fr.allomairies.voiceassistant.Hearing.Listening;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import fr.allomairies.voiceassistant.SpokenWording;
import fr.allomairies.voiceassistant.Trials;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Which calls the assistant holds, where the city wants that it answers. A call that it has held, whatever came of
/// it, is not given to it again: who comes back from it unheard meets with the keypad menu.
@Component
public class Talks implements AnsweringAssistant {

    private static final Logger LOG = LoggerFactory.getLogger(Talks.class);
    private static final String LANGUAGE = "fr";

    /// Beside each other: more meet with the keypad menu.
    private static final int MOST = 200;

    private final @Nullable SpeechSynthesizer voice;
    private final @Nullable Hearing hearing;
    private final ObjectProvider<Trials> trials;
    private final Manner manner;
    private final Catalogue catalogue;
    private final TalkStore store;
    private final SharedMatters shared;
    private final LongWait longWait;
    private final AfterHours afterHours;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final TelephonySettings settings;
    private final Clock clock;
    private final SpokenWording spoken;
    private final AssistantWording written;
    private volatile boolean hears;
    /// By the name that the line says when it brings the caller's sound.
    private final Map<UUID, Talk> expected = new ConcurrentHashMap<>();

    Talks(
            ObjectProvider<SpeechSynthesizer> voice,
            ObjectProvider<Hearing> hearing,
            ObjectProvider<Trials> trials,
            Manner manner,
            Catalogue catalogue,
            TalkStore store,
            SharedMatters shared,
            LongWait longWait,
            AfterHours afterHours,
            EventLog log,
            TransactionTemplate transaction,
            TelephonySettings settings,
            Clock clock) {
        this.voice = voice.getIfAvailable();
        this.hearing = hearing.getIfAvailable();
        this.trials = trials;
        this.manner = manner;
        this.catalogue = catalogue;
        this.store = store;
        this.shared = shared;
        this.longWait = longWait;
        this.afterHours = afterHours;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.spoken = new SpokenWording(manner, code -> label(catalogue, code));
        this.written = new AssistantWording(manner, Locale.FRENCH, code -> label(catalogue, code));
    }

    private static String label(Catalogue catalogue, CategoryCode code) {
        return catalogue.category(code).map(Category::labelFr).orElseGet(code::value);
    }

    @Override
    public Optional<String> status() {
        return Optional.ofNullable(voice).map(this::status);
    }

    private String status(SpeechSynthesizer voice) {
        if (!hears) {
            return "sound: not listening, calls go to the keypad menu";
        }
        return voice.isThere() ? recognition() : "voice: absent, calls go to the keypad menu";
    }

    private String recognition() {
        var problem = hearing == null ? Optional.of("absent") : hearing.problem();
        return "recognition: " + problem.map(why -> why + ", keypad mode").orElse("on");
    }

    /// @param hears whether the line can bring a caller's sound
    public void hears(boolean hears) {
        this.hears = hears;
    }

    /// What is said most is spoken before the first caller asks for it.
    @EventListener(ApplicationReadyEvent.class)
    void warmUp() {
        if (voice != null) {
            LOG.atInfo().addKeyValue("status", recognition()).log("assistant-answers");
            Thread.ofVirtual().name("assistant-voice").start(() -> {
                speakAhead(voice);
                listenAhead();
            });
        }
    }

    /// What is said otherwise from now on is spoken before a caller asks for it.
    @EventListener(Manner.Changed.class)
    void speakAnew() {
        if (voice != null) {
            Thread.ofVirtual().name("assistant-voice").start(() -> speakAhead(voice));
        }
    }

    private void speakAhead(SpeechSynthesizer voice) {
        var hello = inUse().begin();
        var menu = inUse().onKeys(hello.state());
        var replies = Stream.of(hello.replies().stream(), menu.replies().stream(), SpokenWording.fixed().stream())
                .flatMap(some -> some)
                .sorted(Comparator.comparing(reply -> !(reply instanceof Reply.Emergency)))
                .toList();
        var byVoice = isByVoice() ? Stream.of(true, false) : Stream.of(false);
        var failures = new ArrayList<IOException>();
        for (var sentence :
                byVoice.flatMap(how -> spoken.of(replies, how).stream()).toList()) {
            try {
                sound(voice, sentence);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("sentences", failures.size())
                    .addKeyValue("cause", failures.getFirst().getMessage())
                    .log("assistant-has-no-voice");
        }
    }

    private Assistant inUse() {
        return trials.getObject().assistant(null);
    }

    private boolean isByVoice() {
        return hearing != null && hearing.problem().isEmpty();
    }

    /// Of some hundred sentences, the first is understood much later than the last: no caller should say it.
    private void listenAhead() {
        if (isByVoice()) {
            var hello = inUse().begin().state();
            catalogue.categories().forEach(category -> inUse().hear(hello, category.labelFr()));
        }
    }

    /// @param open whether people answer now; otherwise it takes requests
    /// @return whether the assistant holds this call from now on, and waits for its sound
    boolean begin(CallId call, CityNumber number, boolean open) {
        if (voice == null || !number.language().equals(LANGUAGE) || expected.size() >= MOST) {
            return false;
        }
        var name = call.contact().value();
        var drawn = trials.getObject().draw(call.contact());
        var assistant = trials.getObject().assistant(drawn.orElse(null));
        var talk = new Talk(call, assistant, spoken, written, store, shared, longWait, open ? null : afterHours);
        // first, so that whoever ends the call meanwhile finds it
        expected.put(name, talk);
        var begun = false;
        try {
            begun = Boolean.TRUE.equals(transaction.execute(_ -> {
                var first = store.begin(call, !open);
                if (first) {
                    drawn.ifPresent(draw -> log.append(
                            new AssistantDrawn(clock.instant(), call.contact(), draw.trial(), draw.tried())));
                    log.append(new AssistantReplied(clock.instant(), call.contact()));
                }
                return first;
            }));
        } finally {
            if (!begun) {
                expected.remove(name, talk);
            }
        }
        return begun;
    }

    /// The call that brings its sound under that name.
    public Optional<Talk> of(UUID name) {
        return Optional.ofNullable(expected.get(name));
    }

    /// Empty when nobody, or nobody more, is listened to.
    public Optional<Listening> listen(Heard heard) {
        return Optional.ofNullable(hearing).flatMap(ears -> ears.listen(heard));
    }

    public TalkingCaller caller(TalkingCaller.Mind mind) {
        return new TalkingCaller(mind, settings.keyPatience());
    }

    /// @throws IOException when it cannot be spoken
    public byte[] sound(String sentence) throws IOException {
        if (voice == null) {
            throw new IOException("there is no voice");
        }
        return sound(voice, sentence);
    }

    private byte[] sound(SpeechSynthesizer voice, String sentence) throws IOException {
        var recorded = manner.recording(sentence);
        return recorded.isPresent() ? recorded.get() : voice.speak(sentence);
    }

    /// What came of it; empty where the assistant did not hold it.
    Optional<StoredTalk> result(CallId call) {
        expected.remove(call.contact().value());
        return voice == null ? Optional.empty() : store.find(call);
    }

    /// In the transaction of the caller: the ticket has it, or the call is over.
    void forget(CallId call) {
        expected.remove(call.contact().value());
        log.alongside(TalkStore.forgetting(call));
    }
}
