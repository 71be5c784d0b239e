package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.Danger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrgencyRulesTest {

    private static final UrgencyRules RULES = new UrgencyRules();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y a le feu dans la cage d'escalier | FIRE",
                "ca sen le gaz chez moi | GAS",
                "mon mari ne respire plus | MEDICAL",
                "un bébé est enfermé dans une voiture | CHILD",
                "il me frappe venez | VIOLENCE",
                "je veux mourir | DESPAIR",
                "des fils électriques à nu sur le trottoir | ELECTRIC",
                "le plafond vient de s'effondrer | COLLAPSE",
                "au secours | HELP"
            })
    void namesTheDanger(String text, Danger danger) {
        assertThat(RULES.alarm(text)).map(UrgencyRules.Alarm::danger).contains(danger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c'est urgent pour mon passeport",
                "incendie de poubelle éteint hier, il reste de la suie",
                "j'ai le feu pour payer",
                "le feu est au rouge depuis vingt minutes",
                "à quelle heure est le feu d'artifice",
                "il n'y a pas de blessé",
                "je suis mort de rire",
                "où jeter une bouteille de gaz vide",
                "la facture a explosé",
                "merci aux pompiers pour l'incendie d'hier",
                "une voiture bouge plus depuis six mois",
                "un chat mort sur la route",
                "personne ne me répond plus"
            })
    void isNotTakenInByWhatLooksLikeDanger(String text) {
        assertThat(RULES.alarm(text)).isEmpty();
    }

    /// A rule is for recall: of the sentences that were learned as urgent it may leave few to what was learned.
    @Test
    void seesAlmostAllOfTheProjectsUrgentSentences() {
        var urgent = Examples.own().stream().filter(Example::urgent).toList();
        assertThat(share(urgent)).isGreaterThan(0.95);
    }

    @Test
    void ringsForFewOfTheOthers() {
        var calm = Examples.own().stream().filter(example -> !example.urgent()).toList();
        assertThat(share(calm)).isLessThan(0.01);
    }

    @Test
    void saysWhichWordsMadeItADanger() {
        assertThat(RULES.alarm("bonjour voilà ça sent le gaz"))
                .map(UrgencyRules.Alarm::words)
                .contains("sent le gaz");
    }

    private static double share(List<Example> of) {
        return (double) of.stream()
                        .filter(example -> RULES.alarm(example.text()).isPresent())
                        .count()
                / of.size();
    }
}
