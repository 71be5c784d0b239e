package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.flow.Talk.Expected;
import fr.allomairies.telephony.flow.Talk.Saying;
import fr.allomairies.voiceassistant.RequestStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one caller who talks to the assistant hears and presses: sound frame by frame, a key that cuts it short at
/// any time, and a silence that counts as an answer. Nothing here waits: what the assistant says is asked for and
/// comes back later, or never. For one thread; the time is told to it.
public final class TalkingCaller {

    /// Of 16 bits and 8 kHz: 20 ms.
    public static final int FRAME_BYTES = 320;

    /// Whatever is asked for has come by then, or the caller is given back to the line.
    static final Duration WITHIN = Duration.ofSeconds(5);

    /// To look for the paper with the number.
    private static final Duration BEFORE_A_NUMBER = Duration.ofSeconds(10);

    /// His sentence has ended by then, or nobody tells that it has.
    private static final Duration LONGEST_SENTENCE = Duration.ofSeconds(18);

    private static final int MOST_KEYS = 15;
    private static final int MOST_REPEATS = 3;
    /// Year and number, without the letters and dashes of how it is written.
    private static final Pattern NUMBER = Pattern.compile("([0-9]{2})([0-9]{1,12})");

    private static final char PERSON = '0';
    private static final char REPEAT = '*';
    private static final char DONE = '#';

    private final Mind mind;
    private final Duration patience;
    /// Pressed while what comes next is thought about.
    private final Queue<Character> ahead = new ArrayDeque<>();
    /// Said meanwhile.
    private String saidAhead = "";
    private String pressingAhead = "";

    private final Queue<byte[]> sounds = new ArrayDeque<>();
    private final StringBuilder typed = new StringBuilder();
    private int place;
    private int turn;
    private int repeats;
    private boolean isWhole;
    private @Nullable Saying saying;
    /// Since when something is awaited: an answer of ours, or a key of his.
    private long since;
    private boolean failed;
    private boolean speaking;
    /// He has pressed a key while he spoke, and so answered.
    private boolean answered;
    private boolean deaf;

    TalkingCaller(Mind mind, Duration patience) {
        this.mind = mind;
        this.patience = patience;
    }

    /// Thinks elsewhere. What comes of it is told with the number of the turn: [#says], then [#sounds] for each
    /// sentence, and [#isWhole]; or [#fails].
    public interface Mind {

        void begin(int turn);

        void press(int turn, String line);

        void hear(int turn, String words);

        /// From now on he answers by keys.
        void toKeys(int turn);

        /// Whether what he says must be answered now: then [#isPressing] is told.
        void overhear(String words, boolean ended);

        void speakAgain(int turn, Saying saying);
    }

    /// What the line does in these 20 ms.
    public enum Need {
        /// It is [#frame].
        FRAME,
        NOTHING,
        /// All is said, or nothing more is to be expected from us.
        END
    }

    public void begin(long now) {
        since = now;
        mind.begin(turn);
    }

    /// Of a turn that was cut short it is too late.
    public void says(int of, Saying what, long now) {
        if (of == turn && saying == null) {
            saying = what;
            since = now;
            if (!pressingAhead.isEmpty()) {
                isPressing(pressingAhead, now);
            } else if (deaf && isByVoice()) {
                toKeys(now);
            }
            while (!ahead.isEmpty() && saying != null) {
                press(ahead.remove(), now);
            }
            meanwhile(now);
        }
    }

    private void meanwhile(long now) {
        var words = saidAhead;
        saidAhead = "";
        if (saying != null && !words.isEmpty()) {
            said(words, now);
        }
        if (isByVoice() && speaking) {
            hush(now);
        }
    }

    private boolean isByVoice() {
        return saying != null && saying.byVoice() && saying.expected() != Expected.NOTHING;
    }

    public void speaks(long now) {
        speaking = true;
        answered = false;
        if (isByVoice()) {
            hush(now);
        }
    }

    /// @param words so far
    public void partly(String words) {
        mind.overhear(words, false);
    }

    /// @param words none where nothing was understood
    public void said(String words, long now) {
        speaking = false;
        if (answered || saying != null && !isByVoice()) {
            mind.overhear(words, true);
        } else if (saying == null) {
            saidAhead = (saidAhead + " " + words).strip();
        } else if (words.isEmpty()) {
            toKeys(now);
        } else {
            next(now);
            typed.setLength(0);
            mind.hear(turn, words);
        }
    }

    /// Before anything else.
    public void isPressing(String words, long now) {
        pressingAhead = saying == null ? words : "";
        if (saying != null && saying.expected() != Expected.NOTHING) {
            answered = true;
            ahead.clear();
            next(now);
            typed.setLength(0);
            mind.hear(turn, words);
        }
    }

    public void deaf(long now) {
        deaf = true;
        speaking = false;
        if (isByVoice()) {
            toKeys(now);
        }
    }

    private void toKeys(long now) {
        next(now);
        mind.toKeys(turn);
    }

    /// Of what was cut short it is too late.
    public void sounds(int of, byte[] sound, long now) {
        if (of == turn && !isWhole) {
            sounds.add(sound);
            since = now;
        }
    }

    public void isWhole(int of) {
        isWhole |= of == turn;
    }

    public void fails(int of) {
        failed |= of == turn;
    }

    public void press(char key, long now) {
        var asked = saying;
        if (asked == null) {
            if (ahead.size() < MOST_KEYS) {
                ahead.add(key);
            }
            return;
        }
        answered = speaking;
        switch (asked.expected()) {
            case NOTHING -> {}
            case KEY -> {
                hush(now);
                if (key == REPEAT || key == DONE) {
                    repeat(asked, now);
                } else {
                    answer(String.valueOf(key), now);
                }
            }
            case NUMBER -> {
                hush(now);
                type(key, asked, now);
            }
        }
    }

    private void type(char key, Saying number, long now) {
        if (typed.isEmpty() && key == PERSON) {
            answer(String.valueOf(PERSON), now);
        } else if (key == REPEAT) {
            typed.setLength(0);
            repeat(number, now);
        } else if (key == DONE) {
            answer(number(), now);
        } else {
            typed.append(key);
            if (typed.length() >= MOST_KEYS) {
                answer(number(), now);
            }
        }
    }

    /// As it is written; nothing where it is none.
    private String number() {
        var digits = NUMBER.matcher(typed);
        return digits.matches() ? RequestStatus.number(digits.group(1), digits.group(2)) : "";
    }

    private void repeat(Saying again, long now) {
        if (repeats++ < MOST_REPEATS) {
            next(now);
            saying = again;
            mind.speakAgain(turn, again);
        } else {
            answer("", now);
        }
    }

    private void answer(String line, long now) {
        next(now);
        typed.setLength(0);
        mind.press(turn, line);
    }

    private void next(long now) {
        turn++;
        saying = null;
        isWhole = false;
        since = now;
        hush(now);
    }

    private void hush(long now) {
        sounds.clear();
        place = 0;
        isWhole |= saying != null;
        since = now;
    }

    public Need tick(long now) {
        if (failed) {
            return Need.END;
        }
        if (!sounds.isEmpty()) {
            since = now;
            return Need.FRAME;
        }
        var waited = Duration.ofNanos(now - since);
        var what = saying;
        if (what == null || !isWhole) {
            return waited.compareTo(WITHIN) > 0 ? Need.END : Need.NOTHING;
        }
        if (what.expected() == Expected.NOTHING) {
            return Need.END;
        }
        if (what.byVoice() && speaking) {
            if (waited.compareTo(LONGEST_SENTENCE) > 0) {
                deaf(now);
            }
        } else if (waited.compareTo(patience(what)) > 0) {
            silent(what, now);
        }
        return Need.NOTHING;
    }

    private void silent(Saying what, long now) {
        if (what.byVoice() && typed.isEmpty()) {
            toKeys(now);
        } else {
            answer(what.expected() == Expected.NUMBER ? number() : "", now);
        }
    }

    private Duration patience(Saying what) {
        return what.expected() == Expected.NUMBER && typed.isEmpty() ? BEFORE_A_NUMBER : patience;
    }

    /// The next 20 ms, the last of a sentence filled up with silence.
    public byte[] frame() {
        var sound = Optional.ofNullable(sounds.peek()).orElseThrow();
        var frame = Arrays.copyOfRange(sound, place, place + FRAME_BYTES);
        place += FRAME_BYTES;
        if (place >= sound.length) {
            sounds.remove();
            place = 0;
        }
        return frame;
    }
}
