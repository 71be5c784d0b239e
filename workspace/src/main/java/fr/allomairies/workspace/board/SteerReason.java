package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a supervisor decides for an agent. Closed lists: what is said of somebody at work stands in the log for
/// good.
public enum SteerReason {
    NEEDED(AgentState.AVAILABLE),
    FORGOTTEN(AgentState.AVAILABLE),
    AWAY(AgentState.PAUSED),
    BREAK(AgentState.PAUSED),
    MEETING(AgentState.PAUSED),
    TRAINING(AgentState.PAUSED),
    BACK_OFFICE(AgentState.PAUSED),
    TECHNICAL(AgentState.PAUSED),
    END_OF_DAY(AgentState.OFFLINE),
    LEFT(AgentState.OFFLINE),
    STUCK(AgentState.OFFLINE);

    private final AgentState of;

    SteerReason(AgentState of) {
        this.of = of;
    }

    public AgentState of() {
        return of;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<SteerReason> of(AgentState state) {
        return Arrays.stream(values()).filter(reason -> reason.of == state).toList();
    }

    static Optional<SteerReason> of(AgentState state, String code) {
        return of(state).stream().filter(reason -> reason.code().equals(code)).findFirst();
    }
}
