package fr.allomairies.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.telephony.call.CallId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServersTest {

    @Test
    void givesOurCallToWhichHasTheFewestForItsWeight() {
        assertThat(Servers.lightest(List.of(server("one", 1, 0), server("two", 3, 1))))
                .isEqualTo("two");
        assertThat(Servers.lightest(List.of(server("one", 1, 0), server("two", 3, 3))))
                .isEqualTo("one");
    }

    @Test
    void givesNoneToAServerThatIsDrained() {
        assertThat(Servers.lightest(List.of(server("one", 0, 0), server("two", 1, 40))))
                .isEqualTo("two");
        assertThat(Servers.lightest(List.of(server("one", 0, 0)))).isNull();
        assertThat(Servers.lightest(List.of())).isNull();
    }

    /// A name may be the beginning of another one.
    @Test
    void tellsFromItsIdWhereACallHasArrived() {
        var call = new CallId("asterisk-1-2-1795295779.12");

        assertThat(Servers.arrivedAt("asterisk-1-2", call)).isTrue();
        assertThat(Servers.arrivedAt("asterisk-1", call)).isFalse();
        assertThat(Servers.arrivedAt("asterisk-1-2", CallId.callback(1, call))).isFalse();
        assertThat(Servers.arrivedAt("asterisk-1-2", CallId.placed(UUID.randomUUID())))
                .isFalse();
    }

    private static ServerStatus server(String name, int weight, int calls) {
        return new ServerStatus(name, weight, true, calls, 0, Instant.EPOCH, "");
    }
}
