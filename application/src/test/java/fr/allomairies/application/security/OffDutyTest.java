package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.telephony.LiveListening;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Who is off duty once what ended her sessions has committed.
class OffDutyTest {

    private static final AgentId AMINA = new AgentId("amina");

    private final List<AgentId> leaving = new ArrayList<>();
    private final List<AgentId> listeningNoMore = new ArrayList<>();
    private final List<Integer> propagations = new ArrayList<>();
    private final OffDuty offDuty = new OffDuty(routing(), listening(), transactions());

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clearSynchronization();
    }

    @Test
    void whoLeavesIsOfferedNothingAndListensToNobody() {
        offDuty.leaves(AMINA);

        assertThat(listeningNoMore).containsExactly(AMINA);
        assertThat(leaving).containsExactly(AMINA);
    }

    @Test
    void nobodyIsOffDutyBeforeTheEndIsSure() {
        offDuty.afterCommit(() -> offDuty.leaves(AMINA));
        assertThat(leaving).isEmpty();

        commit();

        assertThat(leaving).containsExactly(AMINA);
        assertThat(propagations)
                .as("outside of the transaction that is over")
                .containsExactly(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    @Test
    void aRoutingThatDoesNotAnswerUndoesNothing() {
        offDuty.afterCommit(() -> {
            throw new IllegalStateException("the lane is busy");
        });

        assertThatCode(OffDutyTest::commit).doesNotThrowAnyException();
    }

    private static void commit() {
        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
    }

    private PlatformTransactionManager transactions() {
        return new PlatformTransactionManager() {
            @Override
            public TransactionStatus getTransaction(@Nullable TransactionDefinition how) {
                propagations.add(Objects.requireNonNull(how).getPropagationBehavior());
                return new SimpleTransactionStatus();
            }

            @Override
            public void commit(TransactionStatus status) {
                // there is none
            }

            @Override
            public void rollback(TransactionStatus status) {
                // there is none
            }
        };
    }

    /// Amina is available until she leaves; nothing else is asked.
    private Routing routing() {
        return (Routing) Proxy.newProxyInstance(
                Routing.class.getClassLoader(), new Class<?>[] {Routing.class}, (_, method, arguments) -> {
                    var agent = (AgentId) arguments[0];
                    if (method.getName().equals("agent")) {
                        return new AgentView(agent, AgentState.AVAILABLE, null, Instant.EPOCH, List.of(), List.of());
                    }
                    assertThat(method.getName()).isEqualTo("signOut");
                    leaving.add(agent);
                    return Optional.empty();
                });
    }

    /// Nothing is asked but to let her go.
    private LiveListening listening() {
        return (LiveListening) Proxy.newProxyInstance(
                LiveListening.class.getClassLoader(), new Class<?>[] {LiveListening.class}, (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("leave");
                    listeningNoMore.add((AgentId) arguments[0]);
                    return Optional.empty();
                });
    }
}
