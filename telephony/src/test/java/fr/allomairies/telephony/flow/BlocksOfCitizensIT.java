package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.BlockedCallers.State;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.ticketing.PersonalData.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class BlocksOfCitizensIT {

    static final AgentId ADA = new AgentId("ada");
    static final PhoneNumber PROPOSED = new PhoneNumber("+33493998877");
    static final PhoneNumber BLOCKED = new PhoneNumber("+33493998866");
    static final Instant NOW = Instant.now();

    final JdbcClient db = JdbcClient.create(PostgresExtension.freshDatabase());
    final BlockStore store = new BlockStore(db, new CallerNumbers("FR", new OutwardSettings(false, false)));
    final BlocksOfCitizens blocks = new BlocksOfCitizens(db);

    @Test
    void erasesAProposalAndNotWhatHolds() {
        propose(PROPOSED, NOW);
        store.block(propose(BLOCKED, NOW), NOW.plus(Duration.ofDays(7)), NOW, ADA);

        blocks.erase(new Traces(List.of(), List.of(), List.of(), List.of(), List.of(PROPOSED, BLOCKED)));

        isForgotten();
        assertThat(store.current(NOW)).hasSize(1);
        assertThat(store.blocking(BLOCKED, NOW)).isPresent();
    }

    @Test
    void forgetsAnOldProposalThatNobodyDecidedOn() {
        propose(PROPOSED, NOW.minus(Duration.ofDays(400)));
        propose(BLOCKED, NOW);
        var before = NOW.minus(Duration.ofDays(365));
        assertThat(blocks.countBefore(before)).isEqualTo(1);

        assertThat(blocks.forgetBefore(before, 10)).isEqualTo(1);

        isForgotten();
        assertThat(blocks.countBefore(before)).isZero();
        assertThat(store.proposed(10)).hasSize(1);
        propose(PROPOSED, NOW);
        assertThat(store.proposed(1)).hasSize(1);
        assertThat(store.proposed(10)).hasSize(2);
    }

    private void isForgotten() {
        assertThat(store.past(NOW, 10)).singleElement().satisfies(block -> {
            assertThat(block.state()).isEqualTo(State.DISMISSED);
            assertThat(block.number()).isNull();
            assertThat(block.reason()).isEmpty();
            assertThat(block.decidedAt()).isNotNull();
            assertThat(block.decidedBy()).isNull();
        });
    }

    private UUID propose(PhoneNumber number, Instant at) {
        var id = UUID.randomUUID();
        assertThat(store.propose(id, number, "insulte chaque jour", at, ADA)).isTrue();
        return id;
    }
}
