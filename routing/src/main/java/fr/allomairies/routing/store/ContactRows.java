package fr.allomairies.routing.store;

import static java.util.Comparator.comparing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Why;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

record ContactRows(JdbcClient db) {

    List<ContactState> open() {
        var exclusions = exclusions();
        return db.sql("select * from routing_contact where phase <> 'ENDED' order by contact")
                .query((row, _) -> contact(row, exclusions))
                .list();
    }

    boolean exists(ContactId contact) {
        return db.sql("select exists (select from routing_contact where contact = ?)")
                .param(contact.value())
                .query(Boolean.class)
                .single();
    }

    /// An agent's new offer comes after the end of the one before, so that no agent has two at any moment.
    static Stream<Write> save(List<ContactState> contacts) {
        return contacts.stream()
                .sorted(comparing(contact -> contact.place() instanceof Place.Offered))
                .flatMap(contact -> Stream.concat(Stream.of(row(contact)), exclusions(contact)));
    }

    void deleteEnded(Instant before) {
        db.sql("delete from routing_contact where phase = 'ENDED' and phase_since < ?")
                .param(SqlTypes.time(before))
                .update();
    }

    private static Write row(ContactState contact) {
        var row = PlaceRow.of(contact.place());
        var request = contact.request();
        var passed = request.passed();
        return Write.sql("""
                with allowed_again as (delete from routing_exclusion where contact = :contact)
                insert into routing_contact (contact, ticket, category, channel, cost, needs, priority, preferred,
                       language, commune, number, due_at, queued_at, passed_at, passed_by, passed_to, passed_note,
                       step, shares, phase, agent, phase_since, phase_until, waited_millis, score, matched, consult_of)
                values (:contact, :ticket, :category, :channel, :cost, :needs, :priority, :preferred,
                       :language, :commune, :number, :dueAt, :queuedAt, :passedAt, :passedBy, :passedTo, :passedNote,
                       :step, :shares, :phase, :agent, :since, :until, :waited, :score, :matched, :of)
                on conflict (contact) do update
                   set (category, needs, preferred, passed_at, passed_by, passed_to, passed_note,
                        step, shares, phase, agent, phase_since, phase_until, waited_millis, score, matched, consult_of)
                     = (excluded.category, excluded.needs, excluded.preferred,
                        excluded.passed_at, excluded.passed_by, excluded.passed_to, excluded.passed_note,
                        excluded.step, excluded.shares, excluded.phase, excluded.agent, excluded.phase_since, excluded.phase_until,
                        excluded.waited_millis, excluded.score, excluded.matched, excluded.consult_of)
                """)
                .param("contact", request.contact().value())
                .param("ticket", request.ticket().value())
                .param("category", request.category().value())
                .param("channel", request.channel().value())
                .param("cost", request.cost())
                .param("needs", SqlTypes.skills(request.needs()))
                .param("priority", request.priority())
                .param("preferred", name(request.preferred()))
                .param("language", request.language())
                .param("commune", request.commune())
                .param("number", request.number())
                .param("dueAt", SqlTypes.time(request.dueAt()))
                .param("step", contact.step())
                .param("shares", SqlTypes.shares(contact.shares()))
                .param("queuedAt", SqlTypes.time(request.queuedAt()))
                .param("passedAt", passed == null ? null : SqlTypes.time(passed.at()))
                .param("passedBy", passed == null ? null : passed.by().value())
                .param("passedTo", passed == null ? null : name(passed.to()))
                .param(
                        "passedNote",
                        passed == null || passed.note() == null
                                ? null
                                : passed.note().value())
                .param("phase", row.phase())
                .param("agent", name(row.agent()))
                .param("since", SqlTypes.time(row.since()))
                .param("until", SqlTypes.time(row.until()))
                .param("waited", row.why() == null ? null : row.why().waited().toMillis())
                .param("score", row.why() == null ? null : row.why().score())
                .param(
                        "matched",
                        row.why() == null ? null : SqlTypes.skills(row.why().skills()))
                .param("of", row.of() == null ? null : row.of().value());
    }

    private static Stream<Write> exclusions(ContactState contact) {
        return contact.excluded().entrySet().stream()
                .map(excluded -> Write.sql("insert into routing_exclusion values (:contact, :agent, :until)")
                        .param("contact", contact.request().contact().value())
                        .param("agent", excluded.getKey().value())
                        .param("until", SqlTypes.time(excluded.getValue())));
    }

    private Map<UUID, Map<AgentId, Instant>> exclusions() {
        var all = new HashMap<UUID, Map<AgentId, Instant>>();
        RowCallbackHandler collect =
                row -> all.computeIfAbsent(row.getObject("contact", UUID.class), _ -> new HashMap<>())
                        .put(new AgentId(row.getString("agent")), SqlTypes.time(row, "until"));
        db.sql("select * from routing_exclusion").query(collect);
        return all;
    }

    private static ContactState contact(ResultSet row, Map<UUID, Map<AgentId, Instant>> exclusions)
            throws SQLException {
        var id = row.getObject("contact", UUID.class);
        var request = new Request(
                new ContactId(id),
                new TicketId(row.getObject("ticket", UUID.class)),
                new CategoryCode(row.getString("category")),
                new ChannelKind(row.getString("channel")),
                row.getInt("cost"),
                SqlTypes.skills(row, "needs"),
                row.getInt("priority"),
                row.getString("language"),
                row.getString("commune"),
                row.getString("number"),
                agent(row.getString("preferred")),
                SqlTypes.nullableTime(row, "due_at"),
                SqlTypes.time(row, "queued_at"),
                passed(row));
        return new ContactState(
                request,
                placeRow(row).place(),
                row.getInt("step"),
                exclusions.getOrDefault(id, Map.of()),
                SqlTypes.shares(row, "shares"));
    }

    private static Transfer.@Nullable Passed passed(ResultSet row) throws SQLException {
        var at = SqlTypes.nullableTime(row, "passed_at");
        var note = row.getObject("passed_note", UUID.class);
        return at == null
                ? null
                : new Transfer.Passed(
                        at,
                        new AgentId(row.getString("passed_by")),
                        agent(row.getString("passed_to")),
                        note == null ? null : new InteractionId(note));
    }

    private static PlaceRow placeRow(ResultSet row) throws SQLException {
        var held = row.getString("agent") != null;
        var of = row.getObject("consult_of", UUID.class);
        return new PlaceRow(
                row.getString("phase"),
                agent(row.getString("agent")),
                SqlTypes.nullableTime(row, "phase_since"),
                SqlTypes.nullableTime(row, "phase_until"),
                held ? why(row) : null,
                of == null ? null : new ContactId(of));
    }

    private static Why why(ResultSet row) throws SQLException {
        return new Why(
                Duration.ofMillis(row.getLong("waited_millis")),
                row.getDouble("score"),
                SqlTypes.skills(row, "matched"));
    }

    private static @Nullable AgentId agent(@Nullable String name) {
        return name == null ? null : new AgentId(name);
    }

    private static @Nullable String name(@Nullable AgentId agent) {
        return agent == null ? null : agent.value();
    }
}
