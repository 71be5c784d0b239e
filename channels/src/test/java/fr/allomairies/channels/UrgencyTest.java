package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrgencyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ça sent le gaz dans l'immeuble",
                "FUITE DE GAZ rue de France",
                "une voiture est en feu",
                "incendie dans la colline",
                "fils électriques arrachés au sol",
                "un câble électrique est à terre",
                "une personne en danger",
                "le mur s’est effondré sur le trottoir",
                "There is a gas leak",
                "a power line is down"
            })
    void raisesWhatMayNotWait(String text) {
        assertThat(Urgency.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Le lampadaire est éteint", "le feu rouge est en panne", "contrat de gaz", ""})
    void leavesTheRestInItsPlace(String text) {
        assertThat(Urgency.in(text)).isFalse();
    }
}
