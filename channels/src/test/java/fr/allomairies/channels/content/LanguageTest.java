package fr.allomairies.channels.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Nid de poule",
                "Lampadaire HS",
                "Lampadaire cassé rue Foch\n\nSent from my iPhone",
                "Poubelles\n\nGet Outlook for iOS",
                "Encombrants\n\nThis email has been checked for viruses by Avast and is safe to open.",
                "Horaires mairie\nOuvert samedi ?\n-- \nJohn Can, Best of Nice",
                "Photo\nIMG_2041 in attachment",
                "Demande acte naissance\nCan Yilmaz",
                "Feu tricolore en panne, carrefour The Village",
                "J'ai vu un rat à l'école",
                "Thank you pour votre aide, la rue est propre"
            })
    void takesShortFrenchForFrench(String text) {
        assertThat(Language.of(text)).isEqualTo("fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Street light\nThe lamp in my street is broken.",
                "Hello, please fix it",
                "Thank you for your help. The café in the rue de France is closed and there are rats.",
                "Pothole\nThere is a hole in the road.\n\nSent from my iPhone"
            })
    void knowsEnglishByMoreThanOneWord(String text) {
        assertThat(Language.of(text)).isEqualTo("en");
    }
}
