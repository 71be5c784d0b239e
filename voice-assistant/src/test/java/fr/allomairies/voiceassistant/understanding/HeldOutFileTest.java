package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.understanding.HeldOut.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutFileTest {

    private static final CategoryCode ROADS = new CategoryCode("roads.pothole");
    private static final String HEADER = "text,code,style,urgent\n";

    @Test
    void readsCellsInQuotesWithCommasQuotesAndLineEnds() {
        assertThat(read(HEADER
                        + "\"Bonjour,\nun \"\"trou\"\"\",roads.pothole,mail,no\r\n\nun trou,roads.pothole,chat,yes"))
                .containsExactly(
                        new HeldOut("Bonjour,\nun \"trou\"", ROADS, Style.MAIL, false),
                        new HeldOut("un trou", ROADS, Style.CHAT, true));
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() {
        assertThat(read("\uFEFF" + HEADER + "un trou,roads.pothole,speech,no")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "un trou,roads.pothole,chat | ligne 2 : 4 colonnes attendues, 3 trouvées",
                "un trou,roads.hole,chat,no | ligne 2 : « roads.hole » n'est pas un code du catalogue",
                "un trou,roads.pothole,fax,no | ligne 2 : style speech, chat ou mail attendu, « fax » trouvé",
                "un trou,roads.pothole,chat,oui | ligne 2 : urgent yes ou no attendu, « oui » trouvé",
                "' ',roads.pothole,chat,no | ligne 2 : la phrase est vide",
                "\"un trou,roads.pothole,chat,no | ligne 2 : un guillemet n'est pas fermé",
                "\"un trou\" là,roads.pothole,chat,no | ligne 2 : une virgule est attendue après un guillemet"
            },
            quoteCharacter = '`')
    void namesTheLineThatMakesNoSense(String line, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(HEADER + line.replace("' '", " ")))
                .withMessage(said);
    }

    @Test
    void namesTheLineAfterACellOfSeveralLines() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(HEADER + "\"un\ntrou\",roads.pothole,chat,no\nun trou,x,chat,no"))
                .withMessageStartingWith("ligne 4 :");
    }

    @Test
    void refusesAnotherHeaderAndAnEmptyFile() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("")).withMessageStartingWith("ligne 1 :");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("text;code\n"))
                .withMessageStartingWith("ligne 1 :");
        assertThatIllegalArgumentException().isThrownBy(() -> read(HEADER)).withMessageContaining("aucune phrase");
    }

    private static List<HeldOut> read(String csv) {
        return HeldOutFile.read(csv, List.of(ROADS));
    }
}
