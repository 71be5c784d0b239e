package fr.allomairies.telephony.flow;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.KeptContacts;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.vault.Vault;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What this module keeps of citizens: the numbers that they called from, and what they said. Calls that go on are
/// left alone: their numbers go with the night that follows.
@Repository
class CallsOfCitizens implements PersonalData {

    private static final String OLD = """
            ended_at < :before and (caller is not null or trace is not null or outside_number is not null)
            """;

    private static final String OF = "contact = any(:contacts) and ended_at is not null";

    private final JdbcClient db;
    private final Vault vault;
    private final KeptContacts known;

    CallsOfCitizens(JdbcClient db, Vault vault, KeptContacts known) {
        this.db = db;
        this.vault = vault;
        this.known = known;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of(Rule.TRACES, "call", "caller", "trace", "outside_number", "outside_name"),
                Holding.of(Rule.TRACES, "call_talk", "said", "briefing", "place"),
                Holding.of(Rule.RECORDING, "call_recording", "content"),
                Holding.of(Rule.YEAR, "recording_listening", "why"),
                Holding.of(Rule.YEAR, "live_listening", "why"));
    }

    /// A recording that still lies at the telephone exchange is refused when it comes, and he is not called back at a
    /// time that was agreed with him, at whatever number.
    @Override
    public void erase(Traces of) {
        var contacts = contacts(of);
        var tickets = tickets(of);
        db.sql("""
                        select content from call_recording
                        where content is not null and contact in (select contact from call where %s)
                        """.formatted(OF))
                .param("contacts", contacts)
                .query(UUID.class)
                .list()
                .forEach(vault::destroy);
        db.sql("""
                update call_recording set state = 'PURGED', content = null
                where (content is not null or state in ('RECORDING', 'PAUSED')) and contact in (select contact from call where %s)
                """.formatted(OF)).param("contacts", contacts).update();
        db.sql("""
                update call_talk set said = '', briefing = '', place = null where call in (select call from call where %s)
                """.formatted(OF)).param("contacts", contacts).update();
        db.sql("""
                        update appointment set state = 'CANCELLED'
                        where state = 'PLANNED' and (ticket = any(:tickets) or 'appointment-' || id::text in (
                            select callback_of from call
                            where contact = any(:contacts) and queued_at is null and ended_at is null))
                        """).param("tickets", tickets).param("contacts", contacts).update();
        db.sql("""
                        delete from call
                        where queued_at is null and ended_at is null and callback_of like 'appointment-%'
                        and (contact = any(:contacts) or callback_of in (
                            select 'appointment-' || id::text from appointment where ticket = any(:tickets)))
                        """).param("tickets", tickets).param("contacts", contacts).update();
        db.sql("update call set caller = null, trace = null, outside_number = null, outside_name = null where " + OF)
                .param("contacts", contacts)
                .update();
    }

    @Override
    public void copy(Traces of, Copy to) throws IOException {
        var contacts = contacts(of);
        to.facts(
                "calls",
                db.sql("select caller, arrived_at::text, ended_at::text from call where " + OF + " order by arrived_at")
                        .param("contacts", contacts)
                        .query()
                        .listOfRows());
        to.facts("appointments", db.sql("""
                        select (select caller from call where callback_of = 'appointment-' || id::text
                                order by attempt desc limit 1) as phone, from_at::text, until_at::text, state
                        from appointment where ticket = any(?) order by from_at
                        """).param(tickets(of)).query().listOfRows());
        var sounds = db.sql("""
                        select content from call_recording
                        where state = 'KEPT' and contact in (select contact from call where %s) order by began_at
                        """.formatted(OF))
                .param("contacts", contacts)
                .query(UUID.class)
                .list();
        for (var sound : sounds) {
            to.file("recordings/conversation.wav", () -> vault.open(sound));
        }
    }

    @Override
    public int countBefore(Instant time) {
        return db.sql("select count(*) from call where " + OLD)
                .param("before", Timestamp.from(time))
                .query(Integer.class)
                .single();
    }

    @Override
    public int forgetBefore(Instant time, int limit) {
        return db.sql("""
                        update call set caller = null, trace = null, outside_number = null, outside_name = null
                        where call in (select call from call where %s limit :limit for update skip locked)
                        """.formatted(OLD))
                .param("before", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    private static UUID[] tickets(Traces of) {
        return of.tickets().stream().map(TicketId::value).toArray(UUID[]::new);
    }

    /// A telephone may be shared: what was called from it for a request that is kept belongs to that request alone.
    private UUID[] contacts(Traces of) {
        var called = db
                .sql("select contact from call where caller = any(?)")
                .param(of.phones().stream().map(PhoneNumber::e164).toArray(String[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .map(ContactId::new)
                .toList();
        var kept = known.kept(called);
        return Stream.concat(of.contacts().stream(), called.stream().filter(contact -> !kept.contains(contact)))
                .map(ContactId::value)
                .toArray(UUID[]::new);
    }
}
