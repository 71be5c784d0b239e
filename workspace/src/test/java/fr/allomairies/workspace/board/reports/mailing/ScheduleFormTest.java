package fr.allomairies.workspace.board.reports.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleFormTest {

    private static final MailingSettings OWN = new MailingSettings(List.of());
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void takesWhatAFormSends() {
        var form = form("7", List.of("channel", "interval"), "a@mairie.fr, b@MAIRIE.fr\na@mairie.fr");

        assertThat(form.problems(OWN, "mairie.fr")).isEmpty();
        var schedule = form.schedule(UUID.randomUUID(), true, NOW, new AgentId("sonia"), NOW);
        assertThat(schedule.tables()).containsExactly("interval", "channel");
        assertThat(schedule.types()).containsExactly(Type.PDF, Type.XLSX);
        assertThat(ScheduleForm.of(schedule).problems(OWN, "mairie.fr")).isEmpty();
    }

    @Test
    void sendsNothingOutsideTheHouse() {
        assertThat(form("7", List.of("interval"), "a@mairie.fr b@elsewhere.example")
                        .problems(OWN, "mairie.fr"))
                .containsExactly(Map.entry("mails", "mailings.problem.domain"));
        assertThat(form("7", List.of("interval"), "a@mairie.fr.elsewhere.example")
                        .problems(OWN, "mairie.fr"))
                .containsKey("mails");
        assertThat(form("7", List.of("interval"), "a@metropole.fr")
                        .problems(new MailingSettings(List.of("metropole.fr")), "mairie.fr"))
                .isEmpty();
    }

    @Test
    void saysWhichFieldsAreWrong() {
        assertThat(form("0", List.of("interval"), "").problems(OWN, "mairie.fr"))
                .containsOnlyKeys("hour", "mails");
        assertThat(form("24", List.of("passwords"), "a@mairie.fr").problems(OWN, "mairie.fr"))
                .containsOnlyKeys("hour", "tables");
        assertThat(new ScheduleForm(null, null, null, null, null, null, null).problems(OWN, "mairie.fr"))
                .containsOnlyKeys("name", "every", "hour", "tables", "types", "language", "mails");
    }

    @Test
    void proposesNoFiguresOfSinglePeople() {
        assertThat(ScheduleForm.BLANK.tables()).isNotEmpty().doesNotContain("agent");
    }

    private static ScheduleForm form(String hour, List<String> tables, String mails) {
        return new ScheduleForm(" Bilan ", "WEEK", hour, tables, List.of("XLSX", "PDF"), mails, "fr");
    }
}
