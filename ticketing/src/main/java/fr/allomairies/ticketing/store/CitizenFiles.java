package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.CitizenRights.Line;
import fr.allomairies.ticketing.CitizenRights.Match;
import fr.allomairies.ticketing.Sender;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Everything that the tables of tickets have of one citizen: tickets that name him, and those that name nobody and
/// bear one of his addresses.
@Repository
public class CitizenFiles {

    private static final int MOST = 20;

    private static final String MATCH = """
            select c.id, c.name, c.known_since,
                   array(select a.value from citizen_address a where a.citizen_id = c.id order by a.kind, a.value)
                       as addresses,
                   (select count(*) from ticket t where t.citizen_id = c.id) as tickets
            from citizen c
            """;

    private static final String OF = """
            where t.id in (
                select named.id from ticket named where named.citizen_id = :citizen
                union all
                select mailed.id from citizen_address a join ticket mailed on mailed.email = a.value
                where a.citizen_id = :citizen and mailed.citizen_id is null
                union all
                select called.id from citizen_address a join ticket called on called.phone = a.value
                where a.citizen_id = :citizen and called.citizen_id is null)
            """;

    private final JdbcClient db;

    CitizenFiles(JdbcClient db) {
        this.db = db;
    }

    public List<Match> find(Sender told) {
        return db.sql(MATCH + """
                        where c.id in (select a.citizen_id from citizen_address a where a.value in (:email, :phone))
                           or c.id in (select t.citizen_id from ticket t where t.email = :email or t.phone = :phone)
                           or :name <> '' and strpos(unaccent(lower(c.name)), unaccent(lower(:name))) > 0
                        order by c.name nulls last, c.known_since limit :limit
                        """)
                .param(
                        "email",
                        Optional.ofNullable(told.email())
                                .map(EmailAddress::value)
                                .orElse(""))
                .param(
                        "phone",
                        Optional.ofNullable(told.phone()).map(PhoneNumber::e164).orElse(""))
                .param(
                        "name",
                        Optional.ofNullable(told.name()).map(Columns::clean).orElse(""))
                .param("limit", MOST)
                .query(CitizenFiles::match)
                .list();
    }

    public Optional<Match> citizen(CitizenId citizen) {
        return db.sql(MATCH + " where c.id = ?")
                .param(citizen.value())
                .query(CitizenFiles::match)
                .optional();
    }

    public List<TicketId> tickets(CitizenId citizen) {
        return db.sql("select t.id from ticket t " + OF + " order by t.opened_at")
                .param("citizen", citizen.value())
                .query((row, _) -> TicketId.of(row.getString("id")))
                .list();
    }

    /// Those that were opened by then.
    public List<TicketId> ticketsUntil(CitizenId citizen, Instant time) {
        return db.sql("select t.id from ticket t " + OF + " and t.opened_at <= :time order by t.opened_at")
                .param("citizen", citizen.value())
                .param("time", Columns.time(time))
                .query((row, _) -> TicketId.of(row.getString("id")))
                .list();
    }

    /// The newest first.
    public List<Line> lines(CitizenId citizen) {
        return db.sql("""
                        select t.number, t.subject, t.opened_at, stands.status,
                               exists (select 1 from ticket_hold h where h.ticket_id in (t.id, stands.id)) as held
                        from ticket t
                        join lateral (
                            with recursive up (id, merged_into, status) as (
                                select t.id, t.merged_into, t.status
                                union all
                                select o.id, o.merged_into, o.status from ticket o join up on o.id = up.merged_into
                            )
                            select id, status from up where merged_into is null
                        ) stands on true
                        """ + OF + " order by t.opened_at desc")
                .param("citizen", citizen.value())
                .query((row, _) -> {
                    var status = TicketStatus.valueOf(row.getString("status"));
                    return new Line(
                            row.getString("number"),
                            row.getString("subject"),
                            status,
                            Columns.instant(row, "opened_at"),
                            status.isOpen(),
                            row.getBoolean("held"));
                })
                .list();
    }

    private static Match match(ResultSet row, int ignored) throws SQLException {
        return new Match(
                CitizenId.of(row.getString("id")),
                row.getString("name"),
                texts(row.getArray("addresses")),
                Columns.instant(row, "known_since"),
                row.getInt("tickets"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
