package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.clean;
import static fr.allomairies.ticketing.store.Columns.time;
import static fr.allomairies.ticketing.store.Columns.value;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.model.LetterRule.Before;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was said and written.
@Repository
public class Interactions {

    private static final String REFUSING = """
            exists (
                select from ticket refused where refused.email = %1$s and refused.mail_refused_at is not null
                and not exists (
                    select from ticket t join interaction i on i.ticket_id = t.id
                    where t.email = %1$s and i.channel = 'email' and i.at > refused.mail_refused_at
                    and (i.direction = 'IN' or i.delivery = 'SENT' and not i.automatic)))""";

    private final JdbcClient db;

    Interactions(JdbcClient db) {
        this.db = db;
    }

    public static Write insertion(NewInteraction said) {
        return Write.sql("""
                insert into interaction (id, ticket_id, kind, direction, channel, at, contact_id, author, service,
                                         subject, text, external_id, idempotency_key, delivery, automatic)
                values (:id, :ticket, :kind, :direction, :channel, :at, :contact, :author, :service,
                        :subject, :text, :external, :key, :delivery, :automatic)
                """)
                .param("id", said.id().value())
                .param("ticket", said.ticket().value())
                .param("kind", said.kind().name())
                .param("direction", said.direction().name())
                .param("channel", said.channel().value())
                .param("at", time(said.at()))
                .param("contact", said.contact() == null ? null : said.contact().value())
                .param("author", value(said.author(), AgentId::value))
                .param("service", value(said.service(), ServiceCode::value))
                .param("subject", clean(said.subject()))
                .param("text", clean(said.text()))
                .param("external", value(said.externalId(), Columns::clean))
                .param("key", value(said.idempotencyKey(), Columns::clean))
                .param("delivery", said.toSend() ? "TO_SEND" : null)
                .param("automatic", said.automatic());
    }

    /// Letters of the house itself.
    public static Write insertion(List<NewInteraction> letters) {
        return Write.sql("""
                        insert into interaction (id, ticket_id, kind, direction, channel, at, service, subject, text,
                                                 idempotency_key, delivery, automatic)
                        select id, ticket, kind, direction, channel, at, service, subject, text, key, 'TO_SEND', true
                        from unnest(:ids::uuid[], :tickets::uuid[], :kinds::text[], :directions::text[],
                                    :channels::text[], :times::timestamptz[], :services::text[], :subjects::text[],
                                    :texts::text[], :keys::text[]) with ordinality
                            as given (id, ticket, kind, direction, channel, at, service, subject, text, key, place)
                        order by place
                        """)
                .param("ids", column(letters, said -> said.id().value(), UUID[]::new))
                .param("tickets", column(letters, said -> said.ticket().value(), UUID[]::new))
                .param("kinds", column(letters, said -> said.kind().name(), String[]::new))
                .param("directions", column(letters, said -> said.direction().name(), String[]::new))
                .param("channels", column(letters, said -> said.channel().value(), String[]::new))
                .param("times", column(letters, said -> time(said.at()), Timestamp[]::new))
                .param("services", column(letters, said -> value(said.service(), ServiceCode::value), String[]::new))
                .param("subjects", column(letters, said -> clean(said.subject()), String[]::new))
                .param("texts", column(letters, said -> clean(said.text()), String[]::new))
                .param("keys", column(letters, said -> value(said.idempotencyKey(), Columns::clean), String[]::new));
    }

    private static <T> T[] column(
            List<NewInteraction> said, Function<NewInteraction, @Nullable T> value, IntFunction<T[]> array) {
        return said.stream().map(value).toArray(array);
    }

    /// What a service reported, beside the words of it.
    public void setProgress(
            InteractionId said, ServiceProgress progress, @Nullable LocalDate announced, String officer) {
        db.sql("update interaction set progress = :progress, announced = :announced, officer = :officer where id = :id")
                .param("progress", progress.name())
                .param("announced", announced)
                .param("officer", officer)
                .param("id", said.value())
                .update();
    }

    public Optional<InteractionId> byKey(TicketId ticket, String idempotencyKey) {
        return db.sql("select id from interaction where ticket_id = ? and idempotency_key = ?")
                .params(ticket.value(), idempotencyKey)
                .query(UUID.class)
                .optional()
                .map(InteractionId::new);
    }

    public boolean reads(InteractionId said, String text) {
        return db.sql("select text = :text from interaction where id = :id")
                .param("text", clean(text))
                .param("id", said.value())
                .query(Boolean.class)
                .single();
    }

    /// Where it was said.
    public Spot spot(InteractionId said) {
        return db.sql("select ticket_id, channel from interaction where id = ?")
                .param(said.value())
                .query((row, _) -> new Spot(TicketId.of(row.getString(1)), new ChannelKind(row.getString(2))))
                .single();
    }

    public record Spot(TicketId ticket, ChannelKind channel) {}

    /// What the house itself wrote before, for each of the tickets.
    ///
    /// @param key of what is to be written
    public Map<TicketId, Written> written(List<StoredTicket> tickets, String key, Instant hour, Instant day) {
        var written = new HashMap<TicketId, Written>();
        db.sql("""
                        select given.id,
                               exists (select from interaction where ticket_id = given.id and idempotency_key = :key)
                                   as before,
                               (select count(*) from ticket t join interaction i on i.ticket_id = t.id and i.automatic
                                where t.email = given.email and i.at >= :hour) as to_address,
                               (select count(*) from interaction i
                                where i.ticket_id = given.id and i.automatic and i.at >= :day) as on_ticket,
                               %s as refusing
                        from unnest(:ids::uuid[], :emails::text[]) as given (id, email)
                        """.formatted(REFUSING.formatted("given.email")))
                .param("key", key)
                .param("hour", time(hour))
                .param("day", time(day))
                .param(
                        "ids",
                        tickets.stream().map(ticket -> ticket.id().value()).toArray(UUID[]::new))
                .param(
                        "emails",
                        tickets.stream()
                                .map(ticket -> value(ticket.email(), EmailAddress::value))
                                .toArray(String[]::new))
                .query(row -> {
                    written.put(
                            TicketId.of(row.getString("id")),
                            new Written(
                                    row.getBoolean("before"),
                                    new Before(
                                            row.getInt("to_address"),
                                            row.getInt("on_ticket"),
                                            row.getBoolean("refusing"))));
                });
        return written;
    }

    /// How many mails of citizens came since then.
    public Received received(TicketId ticket, EmailAddress from, Instant since) {
        return db.sql("""
                        select count(*) filter (where i.ticket_id = :ticket) as on_ticket,
                               count(*) filter (where t.email = :email) as from_address
                        from interaction i join ticket t on t.id = i.ticket_id
                        where (t.id = :ticket or t.email = :email)
                          and i.direction = 'IN' and i.channel = 'email' and i.at >= :since
                        """)
                .param("ticket", ticket.value())
                .param("email", from.value())
                .param("since", time(since))
                .query(Received.class)
                .single();
    }

    public record Received(int onTicket, int fromAddress) {}

    /// @param before what is to be written has been
    public record Written(boolean before, Before letters) {}

    /// Whether mail to the address came back for good, and nothing came from it since, nor did an agent write to it.
    public boolean isRefusing(EmailAddress address) {
        return db.sql("select " + REFUSING.formatted(":email"))
                .param("email", address.value())
                .query(Boolean.class)
                .single();
    }

    /// What a service reported in the interaction; empty when it is none of that kind.
    public Optional<Report> report(InteractionId said) {
        return db.sql(
                        "select service, progress, announced, text from interaction where id = ? and progress is not null")
                .param(said.value())
                .query((row, _) -> new Report(
                        new ServiceCode(row.getString("service")),
                        ServiceProgress.valueOf(row.getString("progress")),
                        Columns.date(row, "announced"),
                        row.getString("text")))
                .optional();
    }

    /// @param reason in the service's own words; may be empty
    public record Report(
            ServiceCode service,
            ServiceProgress progress,
            @Nullable LocalDate announced,
            String reason) {}
}
