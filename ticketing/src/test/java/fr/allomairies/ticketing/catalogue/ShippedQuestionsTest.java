package fr.allomairies.ticketing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.allomairies.contact.CategoryCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedQuestionsTest {

    @Test
    void asksQuestionsByCategory() {
        assertThat(ShippedQuestions.QUESTIONS.get(new CategoryCode("waste.missed")))
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.required()).isTrue();
                    assertThat(question.several()).isTrue();
                    assertThat(question.label("fr")).isEqualTo("Quels bacs ?");
                    assertThat(question.options().get(1).label("en")).isEqualTo("Recycling");
                });
        assertThat(ShippedQuestions.QUESTIONS).doesNotContainKey(new CategoryCode("other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no.such,a,no,no,Quoi ?,What?,",
                "other,a,no,yes,Quoi ?,What?,",
                "other,a,no,no,,What?,",
                "other,a,no,no,Quoi ?,What?,one=Un",
                "other,a,no,no,Quoi ?,What?,\nother,a,no,no,Quoi ?,What?,"
            })
    void namesTheLineThatMakesNoSense(String line) {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        ShippedQuestions.of("category,code,required,several,label_fr,label_en,options\n" + line + "\n"))
                .withMessageContaining("questions, line of " + line.split(",")[0] + " a");
    }
}
