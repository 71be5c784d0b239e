package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.telephony.flow.Talk.Expected;
import fr.allomairies.telephony.flow.Talk.Saying;
import fr.allomairies.telephony.flow.TalkingCaller.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkingCallerTest {

    static final long FRAME = Duration.ofMillis(20).toNanos();
    static final Duration PATIENCE = Duration.ofSeconds(4);
    static final long LONGEST = Duration.ofMinutes(30).toNanos();
    static final int FRAMES = 3;
    static final byte[] SOUND = new byte[FRAMES * TalkingCaller.FRAME_BYTES - 100];

    final Mind mind = new Mind();
    final TalkingCaller caller = new TalkingCaller(mind, PATIENCE);
    long now;
    boolean byVoice;

    @Test
    void hearsAWholeSentenceFrameByFrameTheLastFilledUp() {
        Arrays.fill(SOUND, (byte) 7);
        say(Expected.KEY);

        for (int i = 0; i < FRAMES; i++) {
            assertThat(tick()).isEqualTo(Need.FRAME);
            var frame = caller.frame();
            assertThat(frame).hasSize(TalkingCaller.FRAME_BYTES);
            assertThat(frame[TalkingCaller.FRAME_BYTES - 1]).isEqualTo((byte) (i == FRAMES - 1 ? 0 : 7));
        }
        assertThat(tick()).isEqualTo(Need.NOTHING);
    }

    @Test
    void cutsItShortByAKey() {
        say(Expected.KEY);
        assertThat(tick()).isEqualTo(Need.FRAME);

        caller.press('1', now);

        assertThat(mind.heard).containsExactly("1");
        assertThat(tick()).isEqualTo(Need.NOTHING);
        caller.sounds(0, SOUND, now);
        assertThat(tick()).as("the rest of what was cut short comes too late").isEqualTo(Need.NOTHING);
    }

    @Test
    void answersBySilenceOnceAllIsSaid() {
        say(Expected.KEY);
        hearAll();

        after(PATIENCE.minusMillis(100));
        assertThat(mind.heard).isEmpty();
        after(Duration.ofMillis(200));
        assertThat(mind.heard).containsExactly("");
    }

    @Test
    void typesANumberAsItIsWritten() {
        say(Expected.NUMBER);
        press("26000123#");
        assertThat(mind.heard).containsExactly("NCA-26-000123");
    }

    @Test
    void typesANumberWithASilenceForTheHash() {
        say(Expected.NUMBER);
        press("26123");
        hearAll();
        after(PATIENCE.plusMillis(100));
        assertThat(mind.heard).containsExactly("NCA-26-000123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "12#", "1#"})
    void saysNothingWhereItIsNoNumber(String keys) {
        say(Expected.NUMBER);
        press(keys);
        assertThat(mind.heard).containsExactly("");
    }

    @Test
    void asksForAPersonInsteadOfANumber() {
        say(Expected.NUMBER);
        press("0");
        assertThat(mind.heard).containsExactly("0");
    }

    @Test
    void hearsItAgainByTheStarButNotForEver() {
        say(Expected.KEY);
        for (int i = 0; i < 3; i++) {
            press("*");
            assertThat(mind.again).isEqualTo(i + 1);
            speak();
        }
        press("*");
        assertThat(mind.heard).containsExactly("");
    }

    @Test
    void keepsWhatIsPressedWhileItThinks() {
        say(Expected.KEY);
        press("62");
        assertThat(mind.heard).containsExactly("6");
        say(Expected.KEY);
        assertThat(mind.heard).containsExactly("6", "2");
    }

    @Test
    void hearsTheLastWordsWhateverHePresses() {
        say(Expected.NOTHING);
        press("0123456789*#");
        hearAll();
        assertThat(mind.heard).isEmpty();
        assertThat(tick()).isEqualTo(Need.END);
    }

    @Test
    void isGivenBackToTheLineWhenNoAnswerOrNoVoiceComes() {
        caller.begin(now);
        after(TalkingCaller.WITHIN.plusMillis(100));
        assertThat(tick()).isEqualTo(Need.END);

        var voiceless = new TalkingCaller(mind, PATIENCE);
        voiceless.begin(now);
        voiceless.says(0, new Saying(List.of("a"), Expected.KEY, false), now);
        now += TalkingCaller.WITHIN.plusMillis(100).toNanos();
        assertThat(voiceless.tick(now)).isEqualTo(Need.END);
    }

    @Test
    void isGivenBackAtOnceWhenItFails() {
        caller.begin(now);
        caller.fails(0);
        assertThat(tick()).isEqualTo(Need.END);
    }

    /// Keys and words at any time, an assistant and a voice that are slow, fail, or never answer: he is never left in
    /// silence.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverLeavesHimInSilence(long seed) {
        var random = new Random(seed);
        for (int call = 0; call < 60; call++) {
            var one = new Mind();
            var talker = new TalkingCaller(one, PATIENCE);
            var turns = 0;
            var quiet = 0L;
            var longest = 0L;
            now = 0;
            talker.begin(now);
            for (var over = false; !over; now += FRAME) {
                if (random.nextInt(40) == 0) {
                    talker.press("0123456789*#".charAt(random.nextInt(12)), now);
                    quiet = 0;
                }
                switch (random.nextInt(300)) {
                    case 0, 1, 2 -> talker.speaks(now);
                    case 3, 4, 5 -> talker.said(random.nextBoolean() ? "un trou" : "", now);
                    case 6 -> talker.isPressing("au feu", now);
                    case 7 -> talker.deaf(now);
                    default -> {}
                }
                if (random.nextInt(30) == 0 && one.turn >= turns) {
                    turns = one.turn + 1;
                    var kind = one.asked > 12 ? Expected.NOTHING : Expected.values()[random.nextInt(2)];
                    talker.says(one.turn, new Saying(List.of("a"), kind, random.nextBoolean()), now);
                    if (random.nextInt(10) > 0) {
                        talker.sounds(one.turn, SOUND, now);
                        talker.isWhole(one.turn);
                    }
                }
                switch (talker.tick(now)) {
                    case FRAME -> {
                        talker.frame();
                        quiet = 0;
                    }
                    case NOTHING -> quiet++;
                    case END -> over = true;
                }
                longest = Math.max(longest, quiet);
                over |= now > LONGEST;
            }
            assertThat(now).as("never over").isLessThan(LONGEST);
            assertThat(longest * FRAME).isLessThan(Duration.ofSeconds(24).toNanos());
        }
    }

    @Test
    void cutsItShortByVoice() {
        listenTo();
        assertThat(tick()).isEqualTo(Need.FRAME);

        caller.speaks(now);

        assertThat(tick()).isEqualTo(Need.NOTHING);
        after(PATIENCE.plusSeconds(1));
        assertThat(mind.heard).as("he speaks still").isEmpty();
        caller.said("il y a un trou", now);
        assertThat(mind.heard).containsExactly("il y a un trou");
    }

    @Test
    void goesOnByKeysAfterASilenceOrWithoutWords() {
        listenTo();
        hearAll();
        after(PATIENCE.plusMillis(100));
        assertThat(mind.toKeys).isEqualTo(1);

        speak();
        caller.speaks(now);
        caller.said("", now);
        assertThat(mind.toKeys).isEqualTo(2);
        assertThat(mind.heard).isEmpty();
    }

    @Test
    void goesOnByKeysWhenHeIsNotHeardAnyMore() {
        listenTo();
        caller.speaks(now);
        caller.deaf(now);
        assertThat(mind.toKeys).isEqualTo(1);

        speak();
        assertThat(mind.toKeys).as("also when it would listen to him once more").isEqualTo(2);
    }

    @Test
    void goesOnByKeysWhenNobodyTellsThatHeHasEnded() {
        listenTo();
        caller.speaks(now);
        after(Duration.ofSeconds(19));
        assertThat(mind.toKeys).isEqualTo(1);
    }

    @Test
    void answersADangerInTheMiddleOfASentenceAndNotTheRestOfIt() {
        listenTo();
        caller.speaks(now);
        caller.partly("il y a le feu");
        assertThat(mind.overheard).containsExactly("il y a le feu");

        caller.isPressing("il y a le feu", now);
        assertThat(mind.heard).containsExactly("il y a le feu");
        caller.said("il y a le feu chez moi", now);
        say(Expected.NOTHING);
        assertThat(mind.heard).hasSize(1);
    }

    /// In the dialogue by keys a voice is no answer, but a danger is.
    @Test
    void hearsADangerByKeysToo() {
        say(Expected.KEY);
        caller.speaks(now);
        assertThat(tick()).as("noise cuts nothing short").isEqualTo(Need.FRAME);
        caller.said("au secours", now);
        assertThat(mind.heard).isEmpty();
        assertThat(mind.overheard).containsExactly("au secours");
        caller.isPressing("au secours", now);
        assertThat(mind.heard).containsExactly("au secours");
    }

    @Test
    void keepsADangerThatIsHeardWhileItThinks() {
        listenTo();
        press("1");
        caller.isPressing("au feu", now);
        assertThat(mind.heard).containsExactly("1");
        listenTo();
        assertThat(mind.heard).containsExactly("1", "au feu");
    }

    @Test
    void takesAKeyForTheAnswerOfWhoSpeaksMeanwhile() {
        listenTo();
        caller.speaks(now);
        press("1");
        caller.said("un", now);
        listenTo();
        assertThat(mind.heard).containsExactly("1");
    }

    @Test
    void keepsWhatIsSaidWhileItThinks() {
        listenTo();
        caller.speaks(now);
        caller.said("un trou", now);
        caller.speaks(now);
        caller.said("rue de France", now);
        listenTo();
        assertThat(mind.heard).containsExactly("un trou", "rue de France");
    }

    /// Nothing that is understood after it takes it away.
    @Test
    void keepsAllThatIsSaidWhileItThinks() {
        listenTo();
        caller.said("un trou", now);
        caller.said("au feu", now);
        caller.said("", now);
        caller.said("vite", now);
        listenTo();
        assertThat(mind.heard).containsExactly("un trou", "au feu vite");
    }

    private void listenTo() {
        byVoice = true;
        say(Expected.KEY);
    }

    private void say(Expected expected) {
        if (mind.turn < 0) {
            caller.begin(now);
        }
        caller.says(mind.turn, new Saying(List.of("a"), expected, byVoice), now);
        speak();
    }

    private void speak() {
        caller.says(mind.turn, new Saying(List.of("a"), Expected.KEY, byVoice), now);
        caller.sounds(mind.turn, SOUND, now);
        caller.isWhole(mind.turn);
    }

    private void press(String keys) {
        keys.chars().forEach(key -> caller.press((char) key, now));
    }

    private void hearAll() {
        while (tick() == Need.FRAME) {
            caller.frame();
        }
    }

    private void after(Duration time) {
        for (var until = now + time.toNanos(); now < until; ) {
            tick();
        }
    }

    private Need tick() {
        now += FRAME;
        return caller.tick(now);
    }

    private static final class Mind implements TalkingCaller.Mind {

        final List<String> heard = new ArrayList<>();
        final List<String> overheard = new ArrayList<>();
        int toKeys;
        int turn = -1;
        int again;
        int asked;

        @Override
        public void begin(int of) {
            turn = of;
        }

        @Override
        public void press(int of, String line) {
            hear(of, line);
        }

        @Override
        public void toKeys(int of) {
            turn = of;
            asked++;
            toKeys++;
        }

        @Override
        public void overhear(String words, boolean ended) {
            overheard.add(words);
        }

        @Override
        public void hear(int of, String line) {
            turn = of;
            asked++;
            heard.add(line);
        }

        @Override
        public void speakAgain(int of, Saying saying) {
            turn = of;
            again++;
        }
    }
}
