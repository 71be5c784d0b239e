package fr.allomairies.telephony.flow;

import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.Write;
import fr.allomairies.telephony.call.CallId;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// What callers and the assistant have said to each other, as long as no ticket has it.
@Repository
class TalkStore {

    private final JdbcClient db;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TalkStore(JdbcClient db, EventLog log, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    enum State {
        TALKING,
        HANDED_OVER,
        SERVED,
        /// While nobody answers: his request is on a ticket.
        TAKEN,
        /// He hangs up now, keeps his place and is called back.
        CALLBACK,
        LEFT
    }

    /// @param category that the caller chose; absent where he chose none
    /// @param closed it was begun while nobody answered
    record StoredTalk(State state, Said said, @Nullable CategoryCode category, boolean closed) {

        /// Without what a ticket of its own has.
        Said untold() {
            return state == State.TAKEN ? new Said("", said.urgent(), said.place()) : said;
        }
    }

    /// Whoever ends the call waits for the end of this transaction, or this for his.
    ///
    /// @return false when it was begun before, or the call is over
    boolean begin(CallId call, boolean closed) {
        return db.sql("""
                        insert into call_talk (call, closed)
                        select call, ? from call where call = ? and ended_at is null for share
                        on conflict do nothing
                        """).params(closed, call.value()).update() == 1;
    }

    void add(CallId call, String lines) {
        db.sql("update call_talk set said = said || ? where call = ?")
                .params(lines, call.value())
                .update();
    }

    /// Told in the log as well, but of a call that is over, or has gone on without the assistant.
    void end(CallId call, State state, AssistantEnd how, Summary summary) {
        var category = summary.category();
        transaction.executeWithoutResult(_ -> {
            var ended = db.sql("""
                            update call_talk set state = ?, briefing = ?, category = ?, urgent = ?, place = ? where call = ?
                            """)
                    .param(state.name())
                    .param(summary.text())
                    .param(category == null ? null : category.value())
                    .param(summary.urgent())
                    .param(summary.place())
                    .param(call.value())
                    .update();
            if (ended == 1) {
                log.append(new AssistantEnded(clock.instant(), call.contact(), how, category, summary.urgent()));
            }
        });
    }

    Optional<StoredTalk> find(CallId call) {
        return db.sql("select * from call_talk where call = ?")
                .param(call.value())
                .query((row, _) -> new StoredTalk(
                        State.valueOf(row.getString("state")),
                        new Said(
                                Stream.of(row.getString("briefing"), row.getString("said"))
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining("\n")),
                                row.getBoolean("urgent"),
                                row.getString("place")),
                        Optional.ofNullable(row.getString("category"))
                                .map(CategoryCode::new)
                                .orElse(null),
                        row.getBoolean("closed")))
                .optional();
    }

    static Write forgetting(CallId call) {
        return Write.sql("delete from call_talk where call = :call").param("call", call.value());
    }
}
