package fr.allomairies.voiceassistant.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.Understanding.Guess;
import fr.allomairies.voiceassistant.Understanding.Understood;
import fr.allomairies.voiceassistant.dialogue.Utterance;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Way;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarTest {

    static final RequestStatus KNOWN = new RequestStatus("NCA-26-000123", RequestStatus.Stage.IN_HAND, null);

    final Ear ear = new Ear(
            _ -> new Understood(List.of(new Guess(new CategoryCode("other"), 1)), null, false, List.of()),
            number -> Optional.of(KNOWN).filter(known -> known.number().equals(number)));

    @ParameterizedTest
    @CsvSource({
        "je veux parler à quelqu'un, PERSON",
        "un conseiller s'il vous plaît, PERSON",
        "Conseiller, PERSON",
        "personne, PERSON",
        "passez-moi une vraie personne, PERSON",
        "je ne parle pas aux robots, PERSON",
        "personne n'a ramassé les poubelles, NONE",
        "une personne âgée habite ici, NONE",
        "oui, AGREED",
        "Oui c'est ça, AGREED",
        "oui merci, AGREED",
        "oui c'est la même, AGREED",
        "oui s'il vous plaît !, AGREED",
        "oui oui, AGREED",
        "d'accord, AGREED",
        "ok parfait merci, AGREED",
        "oui ça me suffit merci au revoir, AGREED",
        "oui rappelez-moi, AGREED",
        "oui mais c'est dangereux, YES",
        "oui mais au numéro 24, YES",
        "oui mais pour un mineur, YES",
        "oui je préfère attendre, YES",
        "oui mais pas à ce numéro, YES",
        "oui un cycliste, YES",
        "non, NO",
        "non c'est rue Pastorelli, NO",
        "ni l'un ni l'autre, NO",
        "nonobstant, NONE",
        "je sais pas trop, DOES_NOT_KNOW",
        "aucune idée, DOES_NOT_KNOW",
        "merci beaucoup, THANKS",
        "merci au revoir, THANKS",
        "c'est réglé merci, THANKS",
        "au revoir, LEAVE",
        "laissez tomber, LEAVE",
        "tant pis merci, LEAVE",
        "merci de réparer le lampadaire, NONE",
        "Bonjour !, GREETING",
        "bonjour il y a un trou, NONE",
        "bande de voleurs, INSULT",
        "ta gueule, INSULT",
        "Hello I need a passport, OTHER_LANGUAGE",
        "vorrei parlare con il comune, OTHER_LANGUAGE",
        "мне нужна помощь, OTHER_LANGUAGE",
        "la place du marché est sale, NONE"
    })
    void hearsWhatIsWantedOfTheConversation(String line, Wish wish) {
        assertThat(said(line).wish()).isEqualTo(wish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 rue Masséna à Nice|12 rue Masséna, Nice",
                "c'est au 5 bis, chemin de la Bornala|5 bis chemin de la Bornala",
                "lampadaire éteint avenue Jean Médecin depuis hier|avenue Jean Médecin",
                "un trou dans la route avenue Thiers|avenue Thiers",
                "place de l'église à la gaude|place de l'église, La Gaude",
                "bd gambetta, st lorent du var|bd gambetta, Saint-Laurent-du-Var",
                "rue de Vence à Cagnes sur mer|rue de Vence, Cagnes-sur-Mer",
                "a Marie|Marie",
                "à Éze village|Èze",
            })
    void hearsWhereItIs(String line, String place) {
        assertThat(said(line).place()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "la rue est sale",
                "une place de parking",
                "le passage piéton est effacé",
                "je m'appelle Marie",
                "rien du tout",
                "la tour est haute",
                "ma rue sale"
            })
    void takesNothingForAPlaceThatIsNone(String line) {
        assertThat(said(line).place()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "il est éteint depuis mardi,depuis mardi",
        "ça fait trois semaines,ça fait trois semaines",
        "hier soir ils ont jeté ça,hier soir",
        "depuis le 12 mars c'est comme ça,depuis le 12 mars",
        "depuis longtemps,depuis longtemps"
    })
    void hearsSinceWhen(String line, String since) {
        assertThat(said(line).since()).isEqualTo(since);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NCA-26-000123", "ma demande nca 26 123 svp", "nca26000123 ?"})
    void hearsTheNumberOfARequest(String line) {
        assertThat(said(line).asked()).isEqualTo(new Utterance.Asked("NCA-26-000123", KNOWN));
    }

    @Test
    void knowsANumberThatNobodyKnows() {
        assertThat(said("NCA-26-999999").asked()).isEqualTo(new Utterance.Asked("NCA-26-999999", null));
    }

    @Test
    void hearsASingleDigitAsAKeyAndNothingAsSilence() {
        assertThat(ear.hear(" 2 ")).isEqualTo(new Utterance.Key('2'));
        assertThat(ear.hear(" \n")).isEqualTo(new Utterance.Silence());
        assertThat(ear.hear("12")).isInstanceOf(Said.class);
    }

    private Said said(String line) {
        return (Said) ear.hear(line);
    }

    @ParameterizedTest
    @CsvSource({
        "rappelez-moi svp, CALL_BACK",
        "je veux être rappelé par un conseiller, CALL_BACK",
        "par téléphone, CALL_BACK",
        "06 39 98 12 34, CALL_BACK",
        "c'est le +33639981234, CALL_BACK",
        "par mail, WRITE",
        "une réponse écrite, WRITE",
        "écrivez-moi, WRITE",
        "je préfère attendre, WAIT",
        "j'attends ici, WAIT",
        "le lampadaire du 12 est éteint,",
        "oui,"
    })
    void hearsHowHeWantsToGoOn(String text, @Nullable Way way) {
        assertThat(said(text).way()).isEqualTo(way);
    }
}
