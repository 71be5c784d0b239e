package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.store.Citizens.Address;
import fr.allomairies.ticketing.store.Citizens.KnownCitizen;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.stereotype.Repository;

/// What is known of a contact at the moment when it arrives.
@Repository
public class Arrivals {

    private static final int OF_CONTACTS = 40;

    /// Two statements, since what is read must be what those have left for whose end the first has waited. No text is
    /// read: the driver sends both at once only where it knows how much comes back.
    private static final String LOCK_AND_READ = """
            select pg_advisory_xact_lock(hashtextextended(key, kind)) from unnest(?::text[], ?::int[]) as held (key, kind);

            with sender as (
                select c.id, c.name is not null as named from citizen_address a join citizen c on c.id = a.citizen_id
                where a.value = any (?::text[]) order by a.kind limit 1
            ), answered as (
                select t.id from thread_id x join ticket t on t.id = x.ticket_id
                where x.external_id = ? and t.citizen_id = (select id from sender)
                order by t.opened_at desc limit 1
            )
            select known.ticket_id as ticket, known.opened, sender.id as citizen, sender.named,
                   answered.id as answered,
                   case when known.ticket_id is null and answered.id is null and ? then nextval('ticket_number') end
                       as sequence
            from (select ?::uuid as contact) arrived
            left join ticket_contact known on known.contact_id = arrived.contact
            left join sender on true
            left join answered on true
            """;

    private final JdbcTemplate db;

    Arrivals(JdbcTemplate db) {
        this.db = db;
    }

    /// Waits for whoever else brings the same contact, then for whoever brings something of the same sender; others
    /// wait for the end of the caller's transaction. To be called before any ticket is locked, or two callers could
    /// wait for each other.
    ///
    /// @param opens whether it refers to no ticket, so that it opens one if nobody has answered it yet
    public Arrival of(InboundContact contact, boolean opens) {
        return Objects.requireNonNull(db.execute(LOCK_AND_READ, (PreparedStatementCallback<Arrival>) statement -> {
            set(statement, contact, opens);
            statement.execute();
            statement.getMoreResults();
            try (var rows = statement.getResultSet()) {
                rows.next();
                return arrival(rows);
            }
        }));
    }

    private static void set(PreparedStatement statement, InboundContact contact, boolean opens) throws SQLException {
        var addresses = Citizens.addresses(contact.sender()).stream()
                .map(Address::value)
                .sorted()
                .toList();
        var keys = new String[1 + addresses.size()];
        var kinds = new Integer[keys.length];
        keys[0] = contact.contact().toString();
        kinds[0] = OF_CONTACTS;
        for (int i = 1; i < keys.length; i++) {
            keys[i] = addresses.get(i - 1);
            kinds[i] = Citizens.OF_ADDRESSES;
        }
        statement.setObject(1, keys);
        statement.setObject(2, kinds);
        statement.setObject(3, addresses.toArray(String[]::new));
        statement.setString(4, Threads.bare(contact.externalId()));
        statement.setBoolean(5, opens);
        statement.setObject(6, contact.contact().value());
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        var ticket = Columns.uuid(row, "ticket", TicketId::new);
        var citizen = Columns.uuid(row, "citizen", CitizenId::new);
        return new Arrival(
                ticket == null ? null : new Receipt(ticket, row.getBoolean("opened")),
                citizen == null ? null : new KnownCitizen(citizen, row.getBoolean("named")),
                Columns.uuid(row, "answered", TicketId::new),
                row.getObject("sequence", Long.class));
    }

    /// @param before absent for a contact that has no ticket yet
    /// @param citizen absent for a sender who is not known by his addresses
    /// @param answered the sender's ticket on which an answer to it was faster than itself
    /// @param sequence of the ticket that it opens; absent where that is not certain
    public record Arrival(
            @Nullable Receipt before,
            @Nullable KnownCitizen citizen,
            @Nullable TicketId answered,
            @Nullable Long sequence) {}

    /// @param opened whether the contact opened the ticket, or joined it
    public record Receipt(TicketId ticket, boolean opened) {}
}
