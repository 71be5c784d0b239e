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
                "a power line is down",
                "une odeur de gaz",
                "Gas leak!",
                "smell of gas in the street",
                "la maison prend feu",
                "des gens crient au feu",
                "the car is on fire",
                "une ligne haute tension à terre",
                "une personne électrocutée",
                "a live wire on the ground",
                "live cables down",
                "a live line is down",
                "an electric cable down",
                "danger de mort",
                "danger immédiat",
                "my son is in danger",
                "a life-threatening wound",
                "the roof has collapsed",
                "il veut se suicider",
                "quelqu'un est inconscient",
                "a man lies unconscious",
                "noyade à la plage",
                "a child is drowning"
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
