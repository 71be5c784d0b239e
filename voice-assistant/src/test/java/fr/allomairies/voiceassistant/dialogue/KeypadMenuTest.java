package fr.allomairies.voiceassistant.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.VoiceMenu;
import fr.allomairies.voiceassistant.VoiceMenu.Ending;
import fr.allomairies.voiceassistant.VoiceMenu.Ending.Closed;
import fr.allomairies.voiceassistant.VoiceMenu.Ending.ToAgent;
import fr.allomairies.voiceassistant.VoiceMenu.Input;
import fr.allomairies.voiceassistant.VoiceSettings;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeypadMenuTest {

    final VoiceMenu menu = new KeypadMenu(VoiceSettings.DEFAULT_MENU);

    /// `-` is a silence, a category is where the caller ends, `person` is an agent without a theme, and nothing is a
    /// dialogue that goes on.
    @ParameterizedTest(name = "{0} leads to {1}, having said {2} last")
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
        1    | roads.pothole         | connecting
        2    | lighting.lamp-out     | connecting
        3    | cleaning.dirty-street | connecting
        4    | civil.id-card         | connecting
        5    | parking.permit        | connecting
        6    | request.follow-up     | connecting
        0    | person                | connecting
        7    | none                  | invalid
        -    | person                | connecting
        9    | none                  | theme-roads
        *    | none                  | theme-roads
        #    | none                  | theme-roads
        77   | person                | connecting
        8-   | person                | connecting
        81   | roads.pothole         | connecting
        80   | person                | connecting
        A    | none                  | invalid
        AD   | person                | connecting
        *#9  | none                  | theme-roads
        *#92 | lighting.lamp-out     | connecting
        7*7  | person                | connecting
        """)
    void answersEveryKey(String keys, @Nullable String destination, String said) {
        var turn = menu.begin(true, "fr");
        for (char key : keys.toCharArray()) {
            turn = menu.on(turn.state(), input(key));
        }

        assertThat(turn.ending()).isEqualTo(ending(destination));
        assertThat(turn.prompts()).first().isEqualTo(said);
    }

    @Test
    void saysThatItIsAMachineBeforeAnythingElse() {
        assertThat(menu.begin(true, "fr").prompts()).startsWith("welcome", "menu-intro", "theme-roads", "press-1");
    }

    @Test
    void announcesAPersonAndTheStarWhenItIsSaidAgain() {
        assertThat(menu.on(menu.begin(true, "fr").state(), new Input.Key('7')).prompts())
                .endsWith("person", "repeat");
        assertThat(menu.on(menu.begin(true, "fr").state(), new Input.Key('*')).prompts())
                .endsWith("person", "repeat");
    }

    @Test
    void asksNothingWhenTheHotlineIsClosed() {
        var turn = menu.begin(false, "fr");

        assertThat(turn.ending()).isEqualTo(new Closed());
        assertThat(turn.prompts()).isEmpty();
    }

    @Test
    void keepsTheLanguageOfTheCall() {
        var turn = menu.begin(true, "en");

        assertThat(menu.on(turn.state(), new Input.Key('7')).state().language()).isEqualTo("en");
    }

    @Test
    void endsWithAPersonWhateverIsPressedOnceTwoInputsWereWrong() {
        var random = new Random(7);
        for (int day = 0; day < 1_000; day++) {
            var turn = menu.begin(true, "fr");
            for (int i = 0; turn.ending() == null; i++) {
                assertThat(turn.state().wrongKeys()).isLessThan(2);
                turn = menu.on(turn.state(), input("0123456789*#ABCD-".charAt(random.nextInt(17))));
                assertThat(i).isLessThan(200);
            }
        }
    }

    private static Input input(char key) {
        return key == '-' ? new Input.Silence() : new Input.Key(key);
    }

    private static @Nullable Ending ending(@Nullable String destination) {
        if (destination == null) {
            return null;
        }
        return new ToAgent("person".equals(destination) ? null : new CategoryCode(destination));
    }
}
