package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;

import fr.allomairies.testkit.RealAsterisk;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Asterisk does by itself with a call to any of the city's numbers: our process is not there.
class NumbersWithoutUsIT {

    private static RealAsterisk asterisk;

    @BeforeAll
    static void start() {
        asterisk = RealAsterisk.start(Map.of());
    }

    @AfterAll
    static void stop() {
        asterisk.close();
    }

    /// By the trunk, as each operator writes it; what we have told of it before stands in Asterisk's own database.
    @ParameterizedTest
    @CsvSource({"0493000010,en", "+33493000010,en", "0033493000010,en", "3906,fr", "+33493000099,fr"})
    void isAnsweredByTheSafetyNetInItsLanguage(String dialled, String language) {
        for (var form : new String[] {"33493000010", "0033493000010", "0493000010"}) {
            asterisk.cli("database put allo-language " + form + " en");
        }

        asterisk.cli("channel originate Local/" + dialled + "@from-city-trunk application Wait 60");

        await("he is in the safety net", () -> shows("ALLO_STATE=safety-net"));
        await("in his language", () -> shows("Language: " + language));
        asterisk.cli("channel request hangup all");
        await("the number is noted", () -> asterisk.cli("database show allo-ended").contains("|" + dialled));
    }

    private boolean shows(String text) {
        return asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .filter(channel -> channel.endsWith(";2"))
                .anyMatch(channel -> asterisk.cli("core show channel " + channel).contains(text));
    }
}
