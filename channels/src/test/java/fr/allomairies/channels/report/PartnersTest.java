package fr.allomairies.channels.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.store.Inbox;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnersTest {

    static final Map<String, String> FORM = Map.of("api_key", "a");

    final ReportForm forms = mock();
    final ChannelDoor door = mock();
    final ApiKeys keys = mock();
    final Partners partners = new Partners(keys, new Filing(forms, door, mock(Inbox.class), Clock.systemUTC()));

    @BeforeEach
    void theFormIsRead() throws Fault {
        when(keys.check(any())).thenReturn(new Origin("a", null));
        when(forms.read(any(), any(), any())).thenReturn(mock(Report.class));
    }

    /// Whatever becomes of it: delivered again and again it would hold up all others.
    @Test
    void areRidOfAReportThatIsStored() {
        when(door.accept(any(), any())).thenReturn("NCA-26-000042");

        assertThat(partners.file(FORM, "42")).isEmpty();
    }

    @Test
    void areAskedToDeliverAgainWhatCouldNotBeStored() {
        when(door.accept(any(), any())).thenThrow(new IllegalStateException("the database is away"));

        assertThatIllegalStateException().isThrownBy(() -> partners.file(FORM, "42"));
    }
}
