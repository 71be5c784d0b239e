package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentEvent;
import fr.allomairies.contact.AgentEvent.AgentPhoneChanged;
import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentState;
import fr.allomairies.routing.whatif.PastAgent.Learn;
import fr.allomairies.routing.whatif.PastAgent.Leave;
import fr.allomairies.routing.whatif.PastAgent.Rest;
import fr.allomairies.routing.whatif.PastAgent.Wish;
import fr.allomairies.routing.whatif.PastAgent.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an agent wanted, read from the states that the log tells. Who rings or speaks works; a pause that was asked
/// for during a conversation shows when it begins.
final class Wishes {

    private final List<Wish> wishes = new ArrayList<>();
    private String now;

    /// @param before the state when the day began; absent for an agent who was not there
    Wishes(@Nullable AgentStateChanged before) {
        this.now = before == null ? AgentState.OFFLINE.name() : kind(before);
    }

    void on(AgentEvent event) {
        switch (event) {
            case AgentStateChanged state -> on(state);
            case AgentSkillsChanged learnt -> wishes.add(new Learn(learnt.at(), learnt.skills()));
            case AgentSteered _, AgentSkillMoved _, AgentPhoneChanged _ -> {}
        }
    }

    List<Wish> list() {
        return wishes;
    }

    private void on(AgentStateChanged state) {
        var next = kind(state);
        if (!next.equals(now)) {
            now = next;
            wishes.add(wish(state));
        }
    }

    private static Wish wish(AgentStateChanged state) {
        return switch (state.state()) {
            case OFFLINE -> new Leave(state.at());
            case PAUSED -> new Rest(state.at(), Objects.requireNonNullElse(state.reason(), "pause"));
            case AVAILABLE, OFFERED, ON_CONTACT, WRAP_UP -> new Work(state.at());
        };
    }

    private static String kind(AgentStateChanged state) {
        return switch (state.state()) {
            case OFFLINE -> state.state().name();
            case PAUSED -> state.state().name() + state.reason();
            case AVAILABLE, OFFERED, ON_CONTACT, WRAP_UP -> AgentState.AVAILABLE.name();
        };
    }
}
