package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;

import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Asterisk does by itself with a call by the operator's trunk, to whichever number: our process is not there.
class NumbersWithoutUsIT {

    private static final Duration STAY = Duration.ofMinutes(2);

    private static RealAsterisk asterisk;
    private static Sipp operator;

    @BeforeAll
    static void start() {
        asterisk = RealAsterisk.start(Map.of("TRUNK_HOST", "127.0.0.1"));
        operator = Sipp.against(asterisk.sipPort());
        for (var form : new String[] {"33493000010", "0033493000010", "0493000010"}) {
            asterisk.cli("database put allo-language " + form + " en");
        }
    }

    @AfterAll
    static void stop() {
        operator.close();
        asterisk.close();
    }

    /// As each operator writes it; what we had told of it stands in Asterisk's own database.
    @ParameterizedTest
    @CsvSource({"0493000010,en", "+33493000010,en", "0033493000010,en", "3906,fr", "+33493000099,fr"})
    void isAnsweredByTheSafetyNetInItsLanguage(String dialled, String language) {
        var caller = operator.call(Caller.pressing(dialled, "0493112233", "", STAY));

        await("he is in the safety net", () -> shows("ALLO_STATE=safety-net"));
        await("in his language", () -> shows("Language: " + language));
        caller.hangUp();
        await(
                "the number is noted for our return",
                () -> asterisk.cli("database show allo-ended").contains("|" + dialled));
    }

    private static boolean shows(String text) {
        return asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .anyMatch(
                        channel -> asterisk.cli("core show channel " + channel).contains(text));
    }
}
