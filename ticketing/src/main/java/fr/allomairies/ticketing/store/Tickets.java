package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.clean;
import static fr.allomairies.ticketing.store.Columns.time;
import static fr.allomairies.ticketing.store.Columns.value;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.ReportNearby;
import fr.allomairies.ticketing.ReportedPlace;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.store.StoredTicket.Merge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tickets, and the contacts that they come from.
@Repository
public class Tickets {

    /// Of latitude.
    private static final double METRES_OF_A_DEGREE = 111_195;

    private final JdbcClient db;

    Tickets(JdbcClient db) {
        this.db = db;
    }

    public long nextNumber() {
        return db.sql("select nextval('ticket_number')").query(Long.class).single();
    }

    public List<Long> nextNumbers(int count) {
        return db.sql("select nextval('ticket_number') from generate_series(1, ?)")
                .param(count)
                .query(Long.class)
                .list();
    }

    public static Write insertion(StoredTicket ticket) {
        var place = ticket.place();
        return Write.sql("""
                insert into ticket (id, number, tracking_token, status, category, channel, language, subject,
                                    citizen_id, email, phone, latitude, longitude, address,
                                    opened_at, changed_at, promised, owner, split_from)
                values (:id, :number, :token, :status, :category, :channel, :language, :subject,
                        :citizen, :email, :phone, :latitude, :longitude, :address, :opened, :changed, :promised,
                        :owner, :split)
                """)
                .param("id", ticket.id().value())
                .param("number", ticket.number().value())
                .param("token", ticket.trackingToken())
                .param("status", ticket.status().name())
                .param("category", ticket.category().value())
                .param("channel", ticket.channel().value())
                .param("language", ticket.language())
                .param("subject", clean(ticket.subject()))
                .param(
                        "citizen",
                        ticket.citizen() == null ? null : ticket.citizen().value())
                .param("email", value(ticket.email(), EmailAddress::value))
                .param("phone", value(ticket.phone(), PhoneNumber::e164))
                .param("latitude", place == null ? null : place.latitude())
                .param("longitude", place == null ? null : place.longitude())
                .param("address", place == null ? null : value(place.address(), Columns::clean))
                .param("opened", time(ticket.openedAt()))
                .param("changed", time(ticket.changedAt()))
                .param("promised", ticket.promised())
                .param("owner", value(ticket.owner(), AgentId::value))
                .param(
                        "split",
                        ticket.splitFrom() == null ? null : ticket.splitFrom().value());
    }

    public void insert(StoredTicket ticket) {
        Write.together(db, List.of(insertion(ticket)));
    }

    /// The row, locked until the caller's transaction ends. Before it the one that stands for it, whose lock is that
    /// of the whole matter.
    public Optional<StoredTicket> lock(TicketId ticket) {
        return lockFree(List.of(ticket)).stream().findFirst().or(() -> lockInOrder(ticket));
    }

    /// All of them; empty when one is not known. Those that can be are locked with one statement.
    public Optional<List<StoredTicket>> lock(List<TicketId> tickets) {
        var free = lockFree(tickets).stream().collect(Collectors.toMap(StoredTicket::id, Function.identity()));
        var all = tickets.stream()
                .map(ticket -> Optional.ofNullable(free.get(ticket)).or(() -> lockInOrder(ticket)))
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(all).filter(locked -> locked.size() == tickets.size());
    }

    /// Those that nothing stands for and nobody holds.
    private List<StoredTicket> lockFree(List<TicketId> tickets) {
        return db.sql("""
                        select * from ticket where id = any(?) and merged_into is null
                        order by id for update skip locked
                        """)
                .param(tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(Tickets::ticket)
                .list();
    }

    /// Where a merge came in between, what was locked is given free and locked in that order anew: nobody waits for a
    /// survivor while he holds what it stands for.
    private Optional<StoredTicket> lockInOrder(TicketId ticket) {
        while (true) {
            var stands = find(ticket).map(row -> survivor(row).id());
            db.sql("savepoint before_locks").update();
            stands.filter(other -> !other.equals(ticket)).ifPresent(this::lockRow);
            var row = lockRow(ticket);
            var asRead = row.map(locked -> survivor(locked).id()).equals(stands);
            if (!asRead) {
                db.sql("rollback to savepoint before_locks").update();
            }
            db.sql("release savepoint before_locks").update();
            if (asRead) {
                return row;
            }
        }
    }

    private Optional<StoredTicket> lockRow(TicketId ticket) {
        return db.sql("select * from ticket where id = ? for update")
                .param(ticket.value())
                .query(Tickets::ticket)
                .optional();
    }

    /// The row that stands for the ticket, locked like the ticket's own.
    public Optional<StoredTicket> lockSurvivor(TicketId ticket) {
        return lock(ticket).map(this::survivor);
    }

    /// The ticket itself, unless another one stands for it.
    public StoredTicket survivor(StoredTicket ticket) {
        var merge = ticket.merge();
        return merge == null ? ticket : survivor(find(merge.into()).orElseThrow());
    }

    public Optional<StoredTicket> find(TicketId ticket) {
        return db.sql("select * from ticket where id = ?")
                .param(ticket.value())
                .query(Tickets::ticket)
                .optional();
    }

    public List<ReportedPlace> reported(CategoryCode category, String word, Instant since, int limit) {
        return db.sql("""
                        select number, address, opened_at from ticket
                        where category = :category and opened_at >= :since and merged_into is null
                          and status in ('NEW', 'IN_HAND', 'WITH_SERVICE') and address is not null
                          and position(:word in unaccent(lower(address))) > 0
                        order by opened_at limit :limit
                        """)
                .param("category", category.value())
                .param("since", time(since))
                .param("word", word)
                .param("limit", limit)
                .query((row, _) -> new ReportedPlace(
                        row.getString("number"),
                        row.getString("address"),
                        row.getTimestamp("opened_at").toInstant()))
                .list();
    }

    public List<ReportNearby> near(
            CategoryCode category, double latitude, double longitude, int metres, Instant since, int limit) {
        return db.sql("""
                        select number, latitude, longitude, opened_at
                        from (
                            select *, :degree * sqrt((latitude - :latitude) ^ 2
                                + ((longitude - :longitude) * cos(radians(:latitude))) ^ 2) as metres
                            from ticket
                            where category = :category and opened_at >= :since and merged_into is null
                              and channel = 'report' and status in ('NEW', 'IN_HAND', 'WITH_SERVICE')
                              and latitude between :latitude - :metres / :degree and :latitude + :metres / :degree
                        ) near
                        where metres <= :metres
                        order by metres limit :limit
                        """)
                .param("degree", METRES_OF_A_DEGREE)
                .param("latitude", latitude)
                .param("longitude", longitude)
                .param("category", category.value())
                .param("since", time(since))
                .param("metres", (double) metres)
                .param("limit", limit)
                .query((row, _) -> new ReportNearby(
                        row.getString("number"),
                        row.getDouble("latitude"),
                        row.getDouble("longitude"),
                        row.getTimestamp("opened_at").toInstant()))
                .list();
    }

    public Optional<StoredTicket> byNumber(TicketNumber number) {
        return db.sql("select * from ticket where number = ?")
                .param(number.value())
                .query(Tickets::ticket)
                .optional();
    }

    public Optional<StoredTicket> byTrackingToken(String token) {
        return db.sql("select * from ticket where tracking_token = ?")
                .param(token)
                .query(Tickets::ticket)
                .optional();
    }

    public Optional<StoredTicket> byContact(ContactId contact) {
        return db.sql("select t.* from ticket t join ticket_contact c on c.ticket_id = t.id where c.contact_id = ?")
                .param(contact.value())
                .query(Tickets::ticket)
                .optional();
    }

    /// Resolved tickets without activity since then, oldest first, but those that somebody else holds.
    public List<StoredTicket> lockQuiet(Instant since, int limit) {
        return db.sql("""
                        select * from ticket where status = 'RESOLVED' and merged_into is null and changed_at < ?
                        order by changed_at limit ? for update skip locked
                        """).params(time(since), limit).query(Tickets::ticket).list();
    }

    public static Write contactInsertion(ContactId contact, TicketId ticket, ChannelKind channel, boolean opened) {
        return Write.sql("""
                        insert into ticket_contact (contact_id, ticket_id, channel, opened)
                        values (:contact, :ticket, :channel, :opened)
                        """)
                .param("contact", contact.value())
                .param("ticket", ticket.value())
                .param("channel", channel.value())
                .param("opened", opened);
    }

    public Optional<KnownContact> contact(ContactId contact) {
        return db.sql("select ticket_id, channel, opened from ticket_contact where contact_id = ?")
                .param(contact.value())
                .query((row, _) -> new KnownContact(
                        TicketId.of(row.getString("ticket_id")),
                        new ChannelKind(row.getString("channel")),
                        row.getBoolean("opened")))
                .optional();
    }

    /// And whatever stands for it. No two activities have the same time: it is what readers know a version by.
    public static Write touch(TicketId ticket, Instant at) {
        return Write.sql("""
                        with recursive up (id, merged_into) as (
                            select id, merged_into from ticket where id = :id
                            union all
                            select t.id, t.merged_into from ticket t join up on t.id = up.merged_into
                        )
                        update ticket set changed_at = greatest(changed_at + interval '1 microsecond', :at)
                        where id in (select id from up)
                        """).param("id", ticket.value()).param("at", time(at));
    }

    public void setStatus(TicketId ticket, TicketStatus status, @Nullable String disposition) {
        db.sql("update ticket set status = :status, disposition = coalesce(:disposition, disposition) where id = :id")
                .param("status", status.name())
                .param("disposition", disposition)
                .param("id", ticket.value())
                .update();
    }

    /// @param disposition that it had before
    public void setStatusBack(TicketId ticket, TicketStatus status, @Nullable String disposition) {
        db.sql("update ticket set status = :status, disposition = :disposition where id = :id")
                .param("status", status.name())
                .param("disposition", disposition)
                .param("id", ticket.value())
                .update();
    }

    public void setLastAgent(TicketId ticket, AgentId agent) {
        db.sql("update ticket set last_agent = ? where id = ?")
                .params(agent.value(), ticket.value())
                .update();
    }

    /// Nothing has been written on it since.
    public boolean isAnonymised(TicketId ticket) {
        return db.sql("select exists (select from ticket where id = ? and changed_at <= anonymised_at)")
                .param(ticket.value())
                .query(Boolean.class)
                .single();
    }

    /// @param owner null for nobody
    public void setOwner(TicketId ticket, @Nullable AgentId owner) {
        db.sql("update ticket set owner = :owner where id = :id")
                .param("owner", value(owner, AgentId::value))
                .param("id", ticket.value())
                .update();
    }

    public void setCategory(TicketId ticket, CategoryCode category, LocalDate promised) {
        db.sql("update ticket set category = ?, promised = ? where id = ?")
                .params(category.value(), promised, ticket.value())
                .update();
    }

    public void setService(TicketId ticket, ServiceCode service) {
        db.sql("update ticket set service = ?, progress = null, announced = null where id = ?")
                .params(service.value(), ticket.value())
                .update();
    }

    /// @param announced the day that the service announced before stays when this is absent
    public void setProgress(TicketId ticket, ServiceProgress progress, @Nullable LocalDate announced) {
        db.sql("""
                update ticket set progress = :progress, announced = coalesce(:announced, announced),
                                  joined_due = case when :announced::date is null then joined_due end
                where id = :id
                """)
                .param("progress", progress.name())
                .param("announced", announced)
                .param("id", ticket.value())
                .update();
    }

    /// Null leaves as it is.
    public void describe(TicketId ticket, @Nullable String subject, @Nullable Place place) {
        db.sql("""
                update ticket set subject = coalesce(:subject, subject),
                                  latitude = coalesce(:latitude, latitude),
                                  longitude = coalesce(:longitude, longitude),
                                  address = coalesce(:address, address)
                where id = :id
                """)
                .param("subject", value(subject, Columns::clean))
                .param("latitude", place == null ? null : place.latitude())
                .param("longitude", place == null ? null : place.longitude())
                .param("address", place == null ? null : value(place.address(), Columns::clean))
                .param("id", ticket.value())
                .update();
    }

    /// Who asks, and where he is answered. Null leaves as it is.
    public void setCitizen(
            TicketId ticket, @Nullable CitizenId citizen, @Nullable EmailAddress email, @Nullable PhoneNumber phone) {
        Write.together(db, List.of(citizenUpdate(ticket, citizen, email, phone)));
    }

    /// The same, to be written with others.
    public static Write citizenUpdate(
            TicketId ticket, @Nullable CitizenId citizen, @Nullable EmailAddress email, @Nullable PhoneNumber phone) {
        return Write.sql("""
                update ticket set citizen_id = coalesce(:citizen, citizen_id), email = coalesce(:email, email),
                                  phone = coalesce(:phone, phone),
                                  mail_refused_at = case when email = coalesce(:email, email) then mail_refused_at end
                where id = :id
                """)
                .param("citizen", citizen == null ? null : citizen.value())
                .param("email", value(email, EmailAddress::value))
                .param("phone", value(phone, PhoneNumber::e164))
                .param("id", ticket.value());
    }

    public void forget(TicketId ticket, Detail detail) {
        var sql = switch (detail) {
            case EMAIL -> "update ticket set email = null, mail_refused_at = null where id = ?";
            case PHONE -> "update ticket set phone = null where id = ?";
            case ADDRESS -> "update ticket set address = null where id = ?";
        };
        db.sql(sql).param(ticket.value()).update();
    }

    static StoredTicket ticket(ResultSet row, int ignored) throws SQLException {
        return new StoredTicket(
                TicketId.of(row.getString("id")),
                new TicketNumber(row.getString("number")),
                row.getString("tracking_token"),
                TicketStatus.valueOf(row.getString("status")),
                new CategoryCode(row.getString("category")),
                new ChannelKind(row.getString("channel")),
                row.getString("language"),
                row.getString("subject"),
                Columns.text(row, "service", ServiceCode::new),
                Columns.uuid(row, "citizen_id", CitizenId::new),
                Columns.text(row, "email", EmailAddress::new),
                Columns.text(row, "phone", PhoneNumber::new),
                place(row),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "changed_at"),
                row.getObject("promised", LocalDate.class),
                Columns.date(row, "announced"),
                Columns.text(row, "progress", ServiceProgress::valueOf),
                Columns.text(row, "last_agent", AgentId::new),
                Columns.text(row, "owner", AgentId::new),
                merge(row),
                Columns.date(row, "joined_due"),
                Columns.uuid(row, "split_from", TicketId::new),
                row.getString("disposition"));
    }

    private static @Nullable Merge merge(ResultSet row) throws SQLException {
        var into = Columns.uuid(row, "merged_into", TicketId::new);
        return into == null
                ? null
                : new Merge(
                        into,
                        new AgentId(row.getString("merged_by")),
                        Columns.instant(row, "merged_at"),
                        row.getLong("merged_nth"));
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var address = row.getString("address");
        return latitude == null && address == null
                ? null
                : new Place(latitude, row.getObject("longitude", Double.class), address);
    }

    /// @param opened whether it opened the ticket, or joined it
    public record KnownContact(TicketId ticket, ChannelKind channel, boolean opened) {}
}
