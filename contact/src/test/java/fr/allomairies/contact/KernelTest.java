package fr.allomairies.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {

    @Test
    void masksAPhoneNumberInText() {
        assertThat(new PhoneNumber("+33493001122")).hasToString("+33…22");
    }

    @Test
    void masksAnEmailAddressInText() {
        assertThat(new EmailAddress("Jeanne.Martin@example.org")).hasToString("j…@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0493001122", "+33 4 93 00 11 22", "+3349300112233445566", ""})
    void refusesWhatIsNoE164Number(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jeanne", "jeanne@", "@example.org", "a b@example.org", "a@b@c"})
    void refusesWhatIsNoEmailAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text));
    }

    @Test
    void aCategoryKnowsItsTheme() {
        assertThat(new CategoryCode("lighting.lamp-out").theme()).isEqualTo("lighting");
        assertThat(new CategoryCode("other").theme()).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void aSkillLevelIsOneToFive(int level) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SkillNeed(new Skill("voirie"), level));
    }
}
