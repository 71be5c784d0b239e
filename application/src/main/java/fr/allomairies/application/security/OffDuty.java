package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.LiveListening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Whoever is no longer signed in anywhere, or may no longer answer, is offered nothing, and listens to nobody, by
/// whatever phone.
@Component
class OffDuty {

    private static final Logger LOG = LoggerFactory.getLogger(OffDuty.class);

    private final Routing routing;
    private final LiveListening listening;
    private final TransactionTemplate outside;

    OffDuty(Routing routing, LiveListening listening, PlatformTransactionManager transactions) {
        this.routing = routing;
        this.listening = listening;
        this.outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /// What ends a session holds whether routing answers or not: it is asked once the caller's transaction has
    /// committed, and outside of it.
    void afterCommit(Runnable leave) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    outside.executeWithoutResult(_ -> leave.run());
                } catch (RuntimeException e) {
                    LOG.atError().setCause(e).log("still-on-duty-after-session");
                }
            }
        });
    }

    void leaves(AgentId agent) {
        listensNoMore(agent);
        if (routing.agent(agent).state() != AgentState.OFFLINE) {
            routing.signOut(agent).ifPresent(refusal -> warn("still-on-duty-after-sign-out", agent, refusal));
        }
    }

    void listensNoMore(AgentId agent) {
        listening.leave(agent).ifPresent(refusal -> warn("still-listens-after-sign-out", agent, refusal));
    }

    private static void warn(String what, AgentId agent, Refusal refusal) {
        LOG.atWarn()
                .addKeyValue("agent", agent)
                .addKeyValue("refusal", refusal.code())
                .log(what);
    }
}
