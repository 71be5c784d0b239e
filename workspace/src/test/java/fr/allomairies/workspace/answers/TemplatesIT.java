package fr.allomairies.workspace.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateApproved;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateDrafted;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateDropped;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateRestored;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateSwitched;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.workspace.answers.TemplateVersion.State;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class TemplatesIT {

    private static final AgentId ALINE = new AgentId("aline");
    private static final AgentId SONIA = new AgentId("sonia");
    private static final AgentId ADA = new AgentId("ada");
    private static final Content FIRST = new Content("Rendez-vous", "Bonjour {usager}.", "Hello {usager}.");
    private static final Content OTHER = new Content("Rendez-vous", "Bonjour {usager}, {numero}.", "");

    private final DataSource database = PostgresExtension.freshDatabase();
    private final JdbcClient db = JdbcClient.create(database);
    private final TemplateStore store = new TemplateStore(db);
    private final EventLog log = mock();
    private final Templates templates =
            new Templates(store, log, new TransactionTemplate(new JdbcTransactionManager(database)), Clock.systemUTC());

    @Test
    void whoWroteItDoesNotApproveIt() {
        assertThat(templates.open("rdv", FIRST, SONIA)).isEmpty();
        assertThat(templates.approve("rdv", 1, SONIA)).contains(Problem.OWN);
        assertThat(rdv().isUsable()).isFalse();
        assertThat(templates.approve("rdv", 1, ADA)).isEmpty();
        assertThat(rdv().isUsable()).isTrue();
        verify(log).append(any(AnswerTemplateDrafted.class));
        verify(log).append(any(AnswerTemplateApproved.class));
    }

    /// Whatever asks for it.
    @Test
    void norDoesTheDatabaseKeepSuchAnApproval() {
        templates.open("rdv", FIRST, SONIA);
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> store.decide(
                        "rdv", 1, State.APPROVED, SONIA, Clock.systemUTC().instant()));
    }

    @Test
    void whatIsInUseStaysUntilAnotherTextIsApprovedAndComesBack() {
        templates.open("rdv", FIRST, ALINE);
        templates.approve("rdv", 1, SONIA);
        assertThat(templates.write("rdv", 1, OTHER, SONIA)).isEmpty();
        assertThat(rdv().content()).isEqualTo(FIRST);
        assertThat(templates.approve("rdv", 2, ADA)).isEmpty();
        assertThat(rdv().content()).isEqualTo(OTHER);

        assertThat(templates.restore("rdv", 1, 1, ADA)).as("not what is in use").contains(Problem.CHANGED);
        assertThat(templates.restore("rdv", 1, 2, ADA)).isEmpty();
        assertThat(rdv().content()).isEqualTo(FIRST);
        verify(log).append(any(AnswerTemplateRestored.class));
    }

    @Test
    void whatNobodyApprovedIsNotPutInUseAgain() {
        templates.open("rdv", FIRST, ALINE);
        templates.approve("rdv", 1, SONIA);
        templates.write("rdv", 1, OTHER, ALINE);
        assertThat(templates.restore("rdv", 2, 1, SONIA)).contains(Problem.CHANGED);
        assertThat(templates.drop("rdv", 2, false, new AgentId("bruno"))).contains(Problem.NOT_YOURS);
        assertThat(templates.drop("rdv", 2, false, ALINE)).isEmpty();
        assertThat(templates.approve("rdv", 2, SONIA)).contains(Problem.CHANGED);
        assertThat(templates.restore("rdv", 2, 1, SONIA)).contains(Problem.CHANGED);
        assertThat(rdv().content()).isEqualTo(FIRST);
    }

    @Test
    void aSecondDraftTakesThePlaceOfTheFirst() {
        templates.open("rdv", FIRST, ALINE);
        assertThat(templates.write("rdv", 1, FIRST, SONIA)).contains(Problem.SAME);
        assertThat(templates.write("rdv", 1, OTHER, SONIA)).isEmpty();
        assertThat(templates.approve("rdv", 1, ADA)).contains(Problem.CHANGED);
        assertThat(templates.write("rdv", 1, FIRST, ALINE)).contains(Problem.CHANGED);
        assertThat(store.versions("rdv"))
                .extracting(TemplateVersion::state)
                .containsExactly(State.DRAFT, State.DROPPED);
        verify(log).append(any(AnswerTemplateDropped.class));
    }

    @Test
    void isSwitchedOffAndOnAndNeverDeleted() {
        templates.open("rdv", FIRST, ALINE);
        templates.approve("rdv", 1, SONIA);
        assertThat(templates.activate("rdv", false, SONIA)).isEmpty();
        assertThat(rdv().isUsable()).isFalse();
        assertThat(templates.activate("rdv", false, SONIA)).contains(Problem.CHANGED);
        assertThat(templates.open("rdv", OTHER, ALINE)).contains(Problem.ABBREVIATION_TAKEN);
        assertThat(templates.activate("rdv", true, SONIA)).isEmpty();
        assertThat(rdv().isUsable()).isTrue();
        verify(log, times(2)).append(any(AnswerTemplateSwitched.class));
    }

    @Test
    void refusesWhatNoRequestFills() {
        assertThat(templates.open("rdv", new Content("Titre", "Bonjour {nom}.", ""), ALINE))
                .contains(new Problem("variable-unknown", "{nom}"));
        assertThat(templates.open("rdv", new Content("Titre", "Bonjour {usager.", ""), ALINE))
                .contains(new Problem("variable-unknown", "{"));
        assertThat(templates.open("Rendez vous", FIRST, ALINE)).contains(Problem.ABBREVIATION_FORM);
        assertThat(templates.open("rdv", new Content("", "Bonjour", ""), ALINE))
                .contains(new Problem("title-form", ""));
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aFileIsTakenWholeOrNotAtAllAndTwiceIsOnce() {
        templates.open("rdv", FIRST, ALINE);
        templates.approve("rdv", 1, SONIA);
        var wrong = templates.imported(
                List.of(line(2, "merci", OTHER), line(3, "rdv", new Content("T", "{quoi}", ""))), SONIA);
        assertThat(wrong.problems()).containsExactly(new Templates.Wrong(3, new Problem("variable-unknown", "{quoi}")));
        assertThat(store.find("merci")).isEmpty();

        var lines = List.of(line(2, "merci", OTHER), line(3, "rdv", FIRST));
        assertThat(templates.imported(lines, SONIA)).isEqualTo(new Templates.Imported(1, List.of()));
        assertThat(templates.imported(lines, SONIA)).isEqualTo(new Templates.Imported(0, List.of()));
        assertThat(templates.approve("merci", 1, SONIA)).contains(Problem.OWN);
    }

    @Test
    void ofTwoWhoWriteAtOnceOneIsFirst() throws InterruptedException {
        templates.open("rdv", FIRST, ALINE);
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = both.invokeAll(IntStream.range(0, 8)
                    .mapToObj(nth -> (Callable<Optional<Problem>>)
                            () -> templates.write("rdv", 1, new Content("T" + nth, "Texte", ""), SONIA))
                    .toList());
            assertThat(done)
                    .extracting(each -> each.get().isEmpty())
                    .filteredOn(first -> first)
                    .hasSize(1);
        }
        assertThat(store.versions("rdv")).hasSize(2);
    }

    private static TemplateCsv.Line line(int row, String abbreviation, Content content) {
        return new TemplateCsv.Line(row, abbreviation, content);
    }

    private AnswerTemplate rdv() {
        return store.find("rdv").orElseThrow();
    }
}
