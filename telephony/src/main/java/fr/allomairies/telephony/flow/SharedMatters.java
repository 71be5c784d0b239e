package fr.allomairies.telephony.flow;

import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.ticketing.Receipt;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Callers who report what others have reported, and want no more than that: each has a ticket of his own, which is one
/// matter with theirs, and waits for nobody.
@Component
class SharedMatters {

    private final VoiceIntake intake;
    private final TalkStore talks;
    private final CallStore calls;
    private final Numbers numbers;
    private final TransactionTemplate transaction;

    SharedMatters(
            VoiceIntake intake, TalkStore talks, CallStore calls, Numbers numbers, TransactionTemplate transaction) {
        this.intake = intake;
        this.talks = talks;
        this.calls = calls;
        this.numbers = numbers;
        this.transaction = transaction;
    }

    /// All or nothing.
    ///
    /// @param known number of the request of the others
    /// @return the number of his own; empty when theirs is settled by now
    Optional<String> join(CallId call, Summary summary, String known) {
        return Objects.requireNonNull(transaction.execute(status -> {
            talks.end(call, State.SERVED, AssistantEnd.ANSWERED, summary);
            var account = calls.find(call).orElseThrow();
            var number = numbers.of(calls.number(account.contact()).orElse(null));
            var receipt = intake.join(
                    number.relayed() ? ChannelKind.RELAY : ChannelKind.VOICE,
                    call.value(),
                    account.contact(),
                    account.arrivedAt(),
                    account.caller(),
                    summary.category(),
                    talks.find(call).orElseThrow().said(),
                    known,
                    number.language());
            if (receipt.isEmpty()) {
                status.setRollbackOnly();
            }
            return receipt.map(Receipt::number);
        }));
    }
}
