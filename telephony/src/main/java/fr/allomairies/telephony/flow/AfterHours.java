package fr.allomairies.telephony.flow;

import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.channels.VoicemailIntake;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.telephony.flow.TalkStore.StoredTalk;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes requests by telephone while nobody answers: each becomes a ticket, and written work for whoever comes first.
@Component
class AfterHours {

    private final VoicemailIntake intake;
    private final TalkStore talks;
    private final CallStore calls;
    private final Numbers numbers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AfterHours(
            VoicemailIntake intake,
            TalkStore talks,
            CallStore calls,
            Numbers numbers,
            TransactionTemplate transaction,
            Clock clock) {
        this.intake = intake;
        this.talks = talks;
        this.calls = calls;
        this.numbers = numbers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param number such as `NCA-26-000123`
    /// @param opens when people answer next; absent when not within a year
    /// @param callable whether we know where to call him back
    record Taken(String number, @Nullable LocalDateTime opens, boolean callable) {}

    boolean isCallable(CallId call) {
        return calls.find(call).map(CallAccount::caller).isPresent();
    }

    /// All or nothing. What he has said so far is stored; of who has hung up before that, the briefing alone is left.
    Taken take(CallId call, Summary summary) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            talks.end(call, State.TAKEN, AssistantEnd.NOTED, summary);
            var dialled = calls.number(call.contact()).orElse(null);
            var number = numbers.of(dialled);
            var account = calls.find(call).orElseThrow();
            var caller = account.caller();
            var receipt = intake.note(
                    call.value(), caller, dialled, number.language(), summary.category(), said(account, summary));
            var hours = numbers.hours(number);
            return new Taken(
                    receipt.number(),
                    hours.change(clock.instant()).map(hours::local).orElse(null),
                    caller != null);
        }));
    }

    /// Where the queue has him, its ticket has what he said.
    private Said said(CallAccount account, Summary summary) {
        return talks.find(account.call()).map(StoredTalk::said).orElseGet(() -> {
            if (account.queuedAt() != null) {
                throw new IllegalStateException("he waits for a person");
            }
            return new Said(summary.text(), summary.urgent(), summary.place());
        });
    }
}
