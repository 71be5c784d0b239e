package fr.allomairies.telephony.call;

import java.util.ArrayList;
import java.util.List;

/// The next state of a call, and what to do.
public record Step(Call call, List<CallCommand> commands) {

    public Step {
        commands = List.copyOf(commands);
    }

    static Step to(Call call, CallCommand... commands) {
        return new Step(call, List.of(commands));
    }

    /// What both do; the next state is that of the second.
    Step before(Step second) {
        var all = new ArrayList<>(commands);
        all.addAll(second.commands());
        return new Step(second.call(), all);
    }

    Step then(CallCommand command) {
        var all = new ArrayList<>(commands);
        all.add(command);
        return new Step(call, all);
    }
}
