package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Repository;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import fr.allomairies.voiceassistant.Thresholds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Callers who talk to the assistant on a real Asterisk: its voice by AudioSocket, their answers by keys, or in words.
/// Their speech is that of a machine, whose end the real voice activity finds; its words are those of a script.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.voice.assistant.enabled=true"})
@Import(ScriptedRecognizer.class)
@DirtiesContext
class TalkIT {

    @TempDir
    static Path sounds;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        Hotline.register(registry, AsteriskExtension.running());
        var voice = voice();
        registry.add("allo.voice.assistant.voice", () -> voice);
        registry.add("allo.voice.assistant.sounds", () -> sounds);
    }

    /// Of a request that is known, and of which the voice cannot speak.
    private static final String UNSPEAKABLE = "33000404";

    private static final int TONE = 1_300;
    private static final int TONE_RATE = 8_000;
    private static final int FIFTH = TONE_RATE / 5;

    private static final Duration STAY = Duration.ofMinutes(2);

    private static Path voice() throws IOException {
        var real = Repository.root().resolve("docker/asterisk/speak");
        var digits = String.join(", ", UNSPEAKABLE.split(""));
        var script = sounds.resolve("voice");
        Files.writeString(script, "#!/bin/sh\n[ \"$3\" = '" + digits + "' ] && exit 1\nexec " + real + " \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    final RealAsterisk asterisk = AsteriskExtension.running();
    final Keypad keypad = new Keypad(asterisk);

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    QueueWithoutTicket queue;

    @Autowired
    MessageWithoutTicket messages;

    @Autowired
    HouseHours hours;

    @Autowired
    ScriptedRecognizer recognizer;

    @Autowired
    SpeechSynthesizer voice;

    @Autowired
    Manner manner;

    @Autowired
    JdbcClient db;

    @Autowired
    AnsweringAssistant assistant;

    @Autowired
    Assistant mind;

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(asterisk, telephony, routing, log);
    }

    @AfterEach
    void close() {
        manner.use(Changes.NONE);
        recognizer.listensToNobody();
        hotline.close();
    }

    @Test
    void handsOverWhatTheCallerChoseWithAllThatWasSaid() throws IOException {
        hotline.available(Sipp.AT_ONCE);
        hotline.call("", STAY);
        var contact = hotline.nextContact();
        var channel = talking();
        var heard = record(channel);
        Hotline.await("he hears the assistant", () -> loudest(heard) > 1_000);

        keypad.press(channel, "1");
        keypad.press(channel, "2");

        assertThat(hotline.await(contact, ContactQueued.class).category().value())
                .isEqualTo("roads.pothole");
        hotline.await(contact, ContactConnected.class);
        assertThat(hotline.story(contact))
                .startsWith("ContactArrived", "AssistantReplied", "AssistantEnded", "ContactQueued", "ContactOffered");
        assertThat(queue.said(contact).text())
                .startsWith("> Échange avec l’assistant")
                .contains("> Quelqu’un en danger : non", "> Touche : 1\n", "> Touche : 2\n", "Je suis un automate");
        assertThat(queue.said(contact).urgent()).isFalse();
    }

    /// The recording is a tone that no voice hums.
    @Test
    void playsWhatTheCityHasRecordedAndSaysWhatItChangesMeanwhile() throws IOException {
        var hello = "Bonjour. Un robot vous répond. Tapez zéro pour parler à une personne.";
        var texts = new HashMap<>(Map.of("spoken.say.opening", hello, "heard.say.opening", hello));
        var sounds = Map.of("spoken.say.opening", tone());
        manner.use(new Changes(texts, sounds, Thresholds.SHIPPED));
        hotline.available(Sipp.AT_ONCE);
        hotline.call("", STAY);
        var contact = hotline.nextContact();
        var channel = talking();
        var heard = record(channel);
        Hotline.await("he hears the tone", () -> strength(heard) > 0.1);

        texts.put("spoken.say.hazard", "Y a-t-il un danger ? Si oui, tapez un. Sinon, tapez deux.");
        manner.use(new Changes(texts, sounds, Thresholds.SHIPPED));
        keypad.press(channel, "1");
        keypad.press(channel, "2");

        hotline.await(contact, ContactConnected.class);
        assertThat(queue.said(contact).text())
                .contains("> " + hello, "> Y a-t-il un danger ?")
                .doesNotContain("Je suis un automate", "Quelqu’un est-il en danger");
    }

    private static byte[] tone() {
        var samples = ByteBuffer.allocate(4 * TONE_RATE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2 * TONE_RATE; i++) {
            samples.putShort((short) (10_000 * Math.sin(2 * Math.PI * TONE * i / TONE_RATE)));
        }
        return samples.array();
    }

    /// Of the tone in its loudest fifth of a second, as a part of the loudest that can be.
    private static double strength(Path wav) {
        try {
            if (!Files.exists(wav)) {
                return 0;
            }
            var sound = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
            var strongest = 0.0;
            for (int at = 44; at + 2 * FIFTH <= sound.limit(); at += 2 * FIFTH) {
                var sine = 0.0;
                var cosine = 0.0;
                for (int i = 0; i < FIFTH; i++) {
                    var turn = 2 * Math.PI * TONE * i / TONE_RATE;
                    sine += sound.getShort(at + 2 * i) * Math.sin(turn);
                    cosine += sound.getShort(at + 2 * i) * Math.cos(turn);
                }
                strongest = Math.max(strongest, 2 * Math.hypot(sine, cosine) / FIFTH / Short.MAX_VALUE);
            }
            return strongest;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsHowARequestFaresAndLetsGoWhoHasHisAnswer() {
        var contact = call();
        var channel = talking();

        keypad.press(channel, "6");
        keypad.press(channel, "33000123#");
        keypad.press(channel, "1");

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(hotline.story(contact))
                .containsExactly("ContactArrived", "AssistantReplied", "AssistantEnded", "ContactEnded");
        assertThat(hotline.await(contact, AssistantEnded.class).how()).isEqualTo(AssistantEnd.ANSWERED);
    }

    @Test
    void tellsWhatAFormalityNeedsAndLetsGoWhoPressesThatItIsEnough() {
        var contact = call();
        var channel = talking();

        keypad.press(channel, "4");
        Hotline.await("he is told", () -> said(contact).contains("Apportez une photo et un justificatif de domicile."));
        keypad.press(channel, "1");

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(hotline.await(contact, AssistantEnded.class)).satisfies(ended -> {
            assertThat(ended.how()).isEqualTo(AssistantEnd.ANSWERED);
            assertThat(ended.category()).isEqualTo(new CategoryCode("civil.id-card"));
        });
    }

    /// What cannot be spoken ends the conversation, and nothing else: what was said is not lost either.
    @Test
    void goesOnByTheMenuWhenTheAssistantLosesItsVoice() {
        var contact = call();
        var channel = talking();
        assertThat(hotline.told("ALLO_TALKING=1")).isTrue();

        keypad.press(channel, "6");
        keypad.press(channel, UNSPEAKABLE + "#");

        Hotline.await("he hears the menu", () -> channels().contains("/welcome,"));
        assertThat(hotline.told("ALLO_TALKING=1"))
                .as("what we say late of him counts")
                .isFalse();
        keypad.press(channel, "0");
        hotline.await(contact, ContactQueued.class);
        assertThat(queue.said(contact).text()).contains("Touche : NCA-33-000404");
    }

    /// In the middle of our first sentence.
    @Test
    void understandsWhatHeSaysUntilHePressesAKey() throws IOException {
        recognizer.understands("il y a un nid de poule dangereux sur la route");
        var contact = speaking(Duration.ofSeconds(3), 1);
        var channel = talking();
        Hotline.await("he is asked where", () -> said(contact).contains("Où est-ce"));

        keypad.press(channel, "2");
        Hotline.await("he is asked by keys", () -> said(contact).contains("Sinon, tapez deux"));
        keypad.press(channel, "2");
        waits(contact, channel);

        assertThat(hotline.await(contact, ContactQueued.class).category().value())
                .isEqualTo("roads.pothole");
        assertThat(queue.said(contact).text())
                .contains("\nil y a un nid de poule dangereux sur la route\n", "J’ai compris", "> Touche : 2\n");
        assertThat(queue.said(contact).urgent()).isFalse();
    }

    /// What others have reported at the place that he named; a request of his own is with theirs.
    @Test
    void tellsWhatOthersHaveReportedThereAndLetsGoWhoWantsNoMore() throws IOException {
        recognizer.understands("le lampadaire est éteint rue de France à Nice");
        var contact = speaking(Duration.ofSeconds(3), 1);
        var channel = talking();
        Hotline.await("he is told", () -> said(contact).contains("depuis mardi 1 mars"));

        keypad.press(channel, "1");

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(hotline.story(contact))
                .containsExactly("ContactArrived", "AssistantReplied", "AssistantEnded", "ContactEnded");
        assertThat(hotline.await(contact, AssistantEnded.class)).satisfies(ended -> {
            assertThat(ended.how()).isEqualTo(AssistantEnd.ANSWERED);
            assertThat(ended.category()).isEqualTo(new CategoryCode("lighting.lamp-out"));
        });
        assertThat(queue.said(contact).text())
                .contains("> Où : rue de France, Nice", "\nle lampadaire est éteint", "> Touche : 1\n");
    }

    /// Our process dies while he hears the number of his own.
    @Test
    void takesLeaveOfWhoIsWithTheRequestOfOthersAndFellIntoTheSafetyNet() throws IOException {
        recognizer.understands("le lampadaire est éteint rue de France à Nice");
        var contact = speaking(Duration.ofSeconds(3), 1);
        var channel = talking();
        Hotline.await("he is told", () -> said(contact).contains("depuis mardi 1 mars"));
        keypad.press(channel, "1");
        hotline.await(contact, AssistantEnded.class);

        asterisk.cli("channel redirect " + channel + " safety-net,s,1");

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(hotline.story(contact)).doesNotContain("ContactQueued");
        Hotline.await(
                "he is let go", () -> asterisk.cli("core show channels concise").isEmpty());
    }

    /// He goes on speaking, is answered, and hangs up to call the firemen.
    @Test
    void tellsWhomToCallInTheMiddleOfASentenceAndKeepsThePlaceOfWhoHangsUp() throws IOException {
        recognizer.understands("il y a le feu dans la cuisine et je ne sais pas quoi faire");
        var contact = speaking(Duration.ofSeconds(1), 8);
        var channel = talking();

        Hotline.await("he is told", () -> said(contact).contains("appelez tout de suite le 18"));
        asterisk.cli("channel request hangup " + channel);

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.CALLBACK);
        assertThat(queue.said(contact).urgent()).isTrue();
        assertThat(queue.said(contact).text()).contains("\nil y a le feu").doesNotContain("quoi faire");
        assertThat(hotline.await(hotline.nextContact(), ContactQueued.class).category())
                .isNotNull();
    }

    @Test
    void takesARequestWhileNobodyAnswers() {
        var today = LocalDate.now(ZoneId.of("Europe/Paris"));
        assertThat(hours.add(today, today.plusDays(1), "Inventaire", "", new AgentId("ada")))
                .isEmpty();
        try {
            var contact = call();
            var channel = talking();

            keypad.press(channel, "1");
            keypad.press(channel, "2");
            Hotline.await("it is on a ticket", () -> !messages.told.isEmpty());
            asterisk.cli("channel request hangup " + channel);

            assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
            assertThat(hotline.story(contact))
                    .containsExactly("ContactArrived", "AssistantReplied", "AssistantEnded", "ContactEnded");
            assertThat(hotline.await(contact, AssistantEnded.class).how()).isEqualTo(AssistantEnd.NOTED);
            assertThat(messages.told.values())
                    .singleElement()
                    .satisfies(said -> assertThat(said.text())
                            .contains("> Sujet : ", "Nos bureaux sont fermés", "> Touche : 1\n", "> Touche : 2\n"));
        } finally {
            assertThat(hours.remove(today, new AgentId("ada"))).isEmpty();
        }
    }

    /// Nobody is at work: he hangs up, and the first who comes calls him.
    @Test
    void agreesThatHeIsCalledBackWhileNobodyIsThere() throws IOException {
        recognizer.understands("il y a un nid de poule dangereux sur la route");
        var contact = speaking(Duration.ofSeconds(3), 1);
        var channel = talking();
        Hotline.await("he is asked where", () -> said(contact).contains("Où est-ce"));
        keypad.press(channel, "2");
        Hotline.await("he is asked by keys", () -> said(contact).contains("Sinon, tapez deux"));
        keypad.press(channel, "2");
        Hotline.await("he hears his number", () -> said(contact).contains("0, 4, 9, 3, 1, 1, 2, 2, 3, 3"));
        keypad.press(channel, "1");

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.CALLBACK);
        assertThat(hotline.await(contact, AssistantEnded.class).how()).isEqualTo(AssistantEnd.UNDERSTOOD);
        assertThat(hotline.await(contact, ContactQueued.class).category().value())
                .isEqualTo("roads.pothole");
        assertThat(queue.said(contact).urgent()).isFalse();
        var again = hotline.nextContact();
        hotline.await(again, ContactQueued.class);
        routing.abandon(again);
        hotline.await(again, ContactAbandoned.class);
    }

    @Test
    void goesOnByKeysWhenTheRecogniserHangsInMidSentence() throws IOException {
        recognizer.understands("il y a un trou");
        recognizer.hang();
        var contact = speaking(Duration.ofSeconds(1), 3);
        var channel = talking();

        Hotline.await("he hears the themes", () -> said(contact).contains("Tapez le chiffre"));
        keypad.press(channel, "0");
        waits(contact, channel);

        hotline.await(contact, ContactQueued.class);
        assertThat(queue.said(contact).text()).contains("> Touche : 0\n");
    }

    /// Nobody is at work: he would rather wait than be called back.
    private void waits(ContactId contact, String channel) {
        Hotline.await("he is asked whether to be called", () -> said(contact).contains("Pour attendre en ligne"));
        keypad.press(channel, "2");
    }

    /// A call whose caller says a sentence, so many times, after a while.
    private ContactId speaking(Duration after, int times) throws IOException {
        // its model is read with the first sentence
        mind.hear(mind.begin().state(), "bonjour");
        var words = voice.speak("Bonjour, il y a un nid de poule dangereux, rue de France, à Nice.");
        var folder = Files.createTempDirectory(Path.of("/tmp"), "allo-says-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var raw = Files.newOutputStream(folder.resolve("says.sln"))) {
            raw.write(silence(after));
            for (int i = 0; i < times; i++) {
                raw.write(words);
            }
            raw.write(silence(STAY));
        }
        Hotline.await("he is listened to", () -> assistant.status().equals(Optional.of("recognition: on")));
        keypad.call("0493112233", folder.resolve("says"));
        return hotline.nextContact();
    }

    private static byte[] silence(Duration time) {
        return new byte[Math.toIntExact(time.toMillis() * 16)];
    }

    /// What stands in the conversation so far.
    private String said(ContactId contact) {
        return db.sql("select coalesce(max(said), '') from call_talk join call using (call) where contact = ?")
                .param(contact.value())
                .query(String.class)
                .single();
    }

    private ContactId call() {
        hotline.call("", STAY);
        return hotline.nextContact();
    }

    /// The channel of the caller, once he hears the assistant.
    private String talking() {
        Hotline.await("he talks to the assistant", () -> channels().contains("AudioSocket"));
        return channels()
                .lines()
                .filter(line -> line.contains("AudioSocket"))
                .map(line -> line.split("!", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    private String channels() {
        return asterisk.cli("core show channels concise");
    }

    /// What the caller hears.
    private Path record(String channel) throws IOException {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "allo-heard-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        var file = folder.resolve("heard.wav");
        asterisk.cli("mixmonitor start " + channel + " " + folder.resolve("both.wav") + ",t(" + file + ")");
        return file;
    }

    private static int loudest(Path wav) {
        try {
            if (!Files.exists(wav)) {
                return 0;
            }
            var bytes = Files.readAllBytes(wav);
            var loudest = 0;
            for (var at = 44; at + 1 < bytes.length; at += 2) {
                loudest = Math.max(loudest, Math.abs((short) (bytes[at] & 0xFF | bytes[at + 1] << 8)));
            }
            return loudest;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
