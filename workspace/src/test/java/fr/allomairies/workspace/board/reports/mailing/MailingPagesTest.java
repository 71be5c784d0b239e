package fr.allomairies.workspace.board.reports.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.reports.ReportFile;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

/// Where there are more contacts than are kept in memory.
class MailingPagesTest {

    private static final Instant NOW = Instant.parse("2026-03-20T08:00:00Z");
    private static final Principal SONIA = () -> "sonia";

    private final Schedules schedules = mock();
    private final Mailings mailings = mock();
    private final ReportFile reports = mock();
    private final HouseMail mail = mock();
    private final MailingPages pages = new MailingPages(
            schedules,
            mailings,
            reports,
            new MailingSettings(List.of("mairie.example.org")),
            mail,
            mock(AgentDirectory.class),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void knowsTenDays() {
        when(reports.since()).thenReturn(Instant.parse("2026-03-09T23:00:00Z"));
        when(mail.domain()).thenReturn("mairie.example.org");
    }

    @Test
    void takesNoScheduleThatCanNeverBeSent() {
        var page = new ExtendedModelMap();

        assertThat(pages.create(form(Every.MONTH), SONIA, page, new RedirectAttributesModelMap()))
                .isEqualTo("mailings/schedule");
        assertThat(page.get("problems")).isEqualTo(Map.of("every", "mailings.problem.beyond"));
        verify(schedules, never()).put(any());

        when(schedules.put(any())).thenReturn(true);
        assertThat(pages.create(form(Every.WEEK), SONIA, page, new RedirectAttributesModelMap()))
                .startsWith("redirect:");
    }

    @Test
    void sendsNothingNowThatBeganBeforeWhatIsKnown() {
        var monthly = ScheduleTest.schedule(Every.MONTH, 7, NOW);
        when(schedules.schedule(monthly.id())).thenReturn(Optional.of(monthly));
        when(schedules.all()).thenReturn(List.of(monthly));
        var flash = new RedirectAttributesModelMap();
        var page = new ExtendedModelMap();

        pages.sendNow(monthly.id(), SONIA, flash);
        pages.list(page);

        assertThat(flash.getFlashAttributes()).isEqualTo(Map.of("problem", "too-old"));
        verify(mailings, never()).makeNow(any(), any());
        assertThat(page.get("beyond")).isEqualTo(Set.of(Every.MONTH));
    }

    private static ScheduleForm form(Every every) {
        return new ScheduleForm(
                "Bilan", every.name(), "7", List.of("interval"), List.of("PDF"), "a@mairie.example.org", "fr");
    }
}
