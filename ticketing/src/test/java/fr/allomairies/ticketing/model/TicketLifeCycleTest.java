package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.TicketStatus;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TicketLifeCycleTest {

    @ParameterizedTest
    @CsvSource({
        "NEW,          AGENT_WORKED,     IN_HAND",
        "NEW,          CITIZEN_WROTE,    NEW",
        "NEW,          HANDED_OVER,      WITH_SERVICE",
        "IN_HAND,      SETTLED,          RESOLVED",
        "WITH_SERVICE, HANDED_OVER,      WITH_SERVICE",
        "WITH_SERVICE, SERVICE_REPORTED, WITH_SERVICE",
        "WITH_SERVICE, SERVICE_DONE,     RESOLVED",
        "WITH_SERVICE, SERVICE_PART_DONE, IN_HAND",
        "RESOLVED,     CITIZEN_WROTE,    IN_HAND",
        "RESOLVED,     STAYED_QUIET,     CLOSED",
        "RESOLVED,     NOT_FIXED,        WITH_SERVICE",
        "CLOSED,       NOT_FIXED,        WITH_SERVICE",
        "RESOLVED,     AGENT_WORKED,     RESOLVED",
        "CLOSED,       CITIZEN_WROTE,    IN_HAND",
        "CLOSED,       HANDED_OVER,      WITH_SERVICE",
    })
    void movesByTheTable(TicketStatus from, Cause cause, TicketStatus to) {
        assertThat(TicketLifeCycle.next(from, cause)).contains(to);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,     SERVICE_DONE", "IN_HAND,  SERVICE_REPORTED", "RESOLVED, SERVICE_DONE",
        "NEW,     STAYED_QUIET", "WITH_SERVICE, STAYED_QUIET", "CLOSED,   SERVICE_REPORTED",
        "WITH_SERVICE, SETTLED", "IN_HAND,  NOT_FIXED",
    })
    void refusesWhatTheTableDoesNotHold(TicketStatus from, Cause cause) {
        assertThat(TicketLifeCycle.next(from, cause)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TicketStatus.class)
    void letsTheCitizenAndTheAgentSpeakInEveryStatus(TicketStatus status) {
        assertThat(TicketLifeCycle.next(status, Cause.CITIZEN_WROTE)).isPresent();
        assertThat(TicketLifeCycle.next(status, Cause.AGENT_WORKED)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "IN_HAND,      NEW,      true", "RESOLVED, NEW,          true", "RESOLVED, IN_HAND,  true",
        "NEW,          NEW,      true", "CLOSED,   RESOLVED,     false", "RESOLVED, WITH_SERVICE, false",
        "WITH_SERVICE, NEW,      false", "NEW,     IN_HAND,      false", "IN_HAND,  RESOLVED, false",
    })
    void leadsBackOnlyFromWhereAnAgentsOwnWorkHasLed(TicketStatus now, TicketStatus before, boolean allowed) {
        assertThat(TicketLifeCycle.isTakenBack(now, before)).isEqualTo(allowed);
    }

    @Test
    void reachesEveryStatusFromNew() {
        var reached = EnumSet.of(TicketStatus.NEW);
        for (int i = 0; i < TicketStatus.values().length; i++) {
            EnumSet.copyOf(reached)
                    .forEach(from -> Arrays.stream(Cause.values())
                            .forEach(cause -> TicketLifeCycle.next(from, cause).ifPresent(reached::add)));
        }
        assertThat(reached).containsExactlyInAnyOrder(TicketStatus.values());
    }

    @Test
    void everyCauseHasItsOwnCode() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z-]+"));
    }
}
