package fr.allomairies.channels.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Question;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswersTest {

    static final CategoryCode DUMPING = new CategoryCode("cleaning.dumping");

    final Catalogue catalogue = mock();
    final Answers answers = new Answers(catalogue, new Wording());

    @BeforeEach
    void aQuestionIsRequired() {
        when(catalogue.questions(DUMPING))
                .thenReturn(List.of(new Question("what", true, false, "Quoi ?", "What?", List.of())));
    }

    @Test
    void whoWasAskedAnswersAll() {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> answers.read(DUMPING, Map.of(), "fr", true))
                .satisfies(fault -> assertThat(fault.description()).contains("attribute[what] was not provided"));
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() ->
                        answers.read(DUMPING, Map.of("attribute[what]", "x", "attribute[since]", "monday"), "fr", true))
                .satisfies(fault -> assertThat(fault.description()).contains("attribute[since]"));
    }

    @Test
    void anAppOfYesterdayIsHeardAllTheSame() throws Fault {
        assertThat(answers.read(DUMPING, Map.of("attribute[since]", "monday"), "fr", false))
                .containsExactly("Quoi ? sans réponse");
    }
}
