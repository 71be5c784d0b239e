package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.time;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.KeptContacts;
import fr.allomairies.ticketing.Periods;
import fr.allomairies.ticketing.PersonalData.Traces;
import fr.allomairies.ticketing.Retention.Due;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// What is personal in the tables of tickets: what of it is due, and how it goes. Rows stay, so that whoever counts
/// them counts the same as before.
@Repository
public class PersonalRows implements KeptContacts {

    /// What stands for a matter of which anything is left, itself or joined to it.
    private static final String DUE = """
            from (
                select t.*, coalesce(of_category.months, of_theme.months, of_channel.months, :months) as kept
                from (
                    select * from ticket
                    where status = 'CLOSED' and merged_into is null
                      and (anonymised_at is null or changed_at > anonymised_at)
                    union all
                    select * from ticket
                    where status = 'CLOSED' and merged_into is null and changed_at <= anonymised_at
                      and id in (
                        with recursive up (id, merged_into) as (
                            select id, merged_into from ticket
                            where merged_into is not null and (anonymised_at is null or changed_at > anonymised_at)
                            union
                            select o.id, o.merged_into from ticket o join up on o.id = up.merged_into
                        )
                        select id from up where merged_into is null)
                ) t
                left join unnest(:categories::text[], :categoryMonths::int[]) as of_category (code, months)
                    on of_category.code = t.category
                left join unnest(:categories::text[], :categoryMonths::int[]) as of_theme (code, months)
                    on of_theme.code = split_part(t.category, '.', 1)
                left join unnest(:channels::text[], :channelMonths::int[]) as of_channel (code, months)
                    on of_channel.code = t.channel
                where t.changed_at < :now::timestamptz - make_interval(months => :least)
            ) t
            where t.changed_at < :now::timestamptz - make_interval(months => t.kept)
            """;

    private static final String HELD = """
            exists (
                with recursive matter (id) as (
                    select t.id
                    union all
                    select joined.id from ticket joined join matter m on joined.merged_into = m.id
                )
                select 1 from matter m join ticket_hold h on h.ticket_id = m.id)
            """;

    private final JdbcClient db;
    private final RetentionPeriods periods;

    PersonalRows(JdbcClient db, RetentionPeriods periods) {
        this.db = db;
        this.periods = periods;
    }

    /// Those that stand for a matter whose time has come, oldest first, behind the given one.
    public List<Candidate> due(Instant now, Candidate after, int limit) {
        return rules(
                        "select t.id, t.changed_at " + DUE + " and (t.changed_at, t.id) > (:after, :id) and not " + HELD
                                + " order by t.changed_at, t.id limit :limit",
                        now)
                .param("after", time(after.changedAt()))
                .param("id", after.ticket().value())
                .param("limit", limit)
                .query(PersonalRows::candidate)
                .list();
    }

    /// Whether it is due still, now that its lock is held.
    public boolean isDue(TicketId ticket, Instant now) {
        return rules("select t.id, t.changed_at " + DUE + " and t.id = :id and not " + HELD, now)
                .param("id", ticket.value())
                .query(PersonalRows::candidate)
                .optional()
                .isPresent();
    }

    public List<Due> dueByKind(Instant now, Periods periods) {
        return rules("""
                select t.category, t.channel, t.kept, count(*) as tickets, min(t.changed_at) as oldest
                """ + DUE + " and not " + HELD + " group by 1, 2, 3 order by 1, 2", now, periods)
                .query((row, _) -> new Due(
                        new CategoryCode(row.getString("category")),
                        new ChannelKind(row.getString("channel")),
                        row.getInt("kept"),
                        row.getInt("tickets"),
                        Columns.instant(row, "oldest")))
                .list();
    }

    public int dueAndHeld(Instant now, Periods periods) {
        return rules("select count(*) " + DUE + " and " + HELD, now, periods)
                .query(Integer.class)
                .single();
    }

    private StatementSpec rules(String sql, Instant now) {
        return rules(sql, now, periods.inForce());
    }

    private StatementSpec rules(String sql, Instant now, Periods periods) {
        return db.sql(sql)
                .param("now", time(now))
                .param("months", periods.months())
                .param("least", periods.least())
                .param("categories", codes(periods.categories()))
                .param("categoryMonths", months(periods.categories()))
                .param("channels", codes(periods.channels()))
                .param("channelMonths", months(periods.channels()));
    }

    private static String[] codes(Map<String, Integer> rules) {
        return rules.keySet().stream().sorted().toArray(String[]::new);
    }

    private static Integer[] months(Map<String, Integer> rules) {
        return rules.keySet().stream().sorted().map(rules::get).toArray(Integer[]::new);
    }

    private static Candidate candidate(ResultSet row, int ignored) throws SQLException {
        return new Candidate(TicketId.of(row.getString("id")), Columns.instant(row, "changed_at"));
    }

    /// The ticket, and all that it stands for.
    public List<TicketId> matter(TicketId ticket) {
        return db.sql("""
                        with recursive matter (id) as (
                            select id from ticket where id = ?
                            union all
                            select joined.id from ticket joined join matter m on joined.merged_into = m.id
                        )
                        select id from matter
                        """)
                .param(ticket.value())
                .query((row, _) -> TicketId.of(row.getString("id")))
                .list();
    }

    /// All that was said on the tickets, without addresses.
    public Traces traces(List<TicketId> tickets) {
        var ids = tickets.stream().map(TicketId::value).toArray(UUID[]::new);
        var contacts = db.sql("""
                        select contact_id from ticket_contact where ticket_id = any(:tickets)
                        union
                        select contact_id from interaction where ticket_id = any(:tickets) and contact_id is not null
                        """).param("tickets", ids).query(UUID.class).list();
        var interactions = db.sql("select id from interaction where ticket_id = any(:tickets)")
                .param("tickets", ids)
                .query(UUID.class)
                .list();
        return new Traces(
                tickets,
                contacts.stream().map(ContactId::new).toList(),
                interactions.stream().map(InteractionId::new).toList(),
                List.of(),
                List.of());
    }

    /// The same, but for contacts that stand on another ticket as well which is kept: the last of them takes them.
    public Traces tracesToErase(List<TicketId> tickets) {
        var all = traces(tickets);
        var kept = kept(all.contacts(), tickets);
        var contacts = all.contacts().stream()
                .filter(contact -> !kept.contains(contact))
                .toList();
        return new Traces(tickets, contacts, all.interactions(), all.emails(), all.phones());
    }

    @Override
    public Set<ContactId> kept(Collection<ContactId> contacts) {
        return kept(contacts, List.of());
    }

    private Set<ContactId> kept(Collection<ContactId> contacts, List<TicketId> besides) {
        return db
                .sql("""
                        select said.contact_id from (
                            select contact_id, ticket_id from ticket_contact where contact_id = any(:contacts)
                            union
                            select contact_id, ticket_id from interaction where contact_id = any(:contacts)
                        ) said
                        join ticket t on t.id = said.ticket_id
                        where t.id <> all(:besides) and (t.anonymised_at is null or t.changed_at > t.anonymised_at)
                        """)
                .param("contacts", contacts.stream().map(ContactId::value).toArray(UUID[]::new))
                .param("besides", besides.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .map(ContactId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The addresses of a citizen, and no ticket.
    public Traces addresses(CitizenId citizen) {
        return new Traces(
                List.of(),
                List.of(),
                List.of(),
                addresses(citizen, "email").stream().map(EmailAddress::new).toList(),
                addresses(citizen, "phone").stream().map(PhoneNumber::new).toList());
    }

    private List<String> addresses(CitizenId citizen, String kind) {
        return db.sql("select value from citizen_address where citizen_id = ? and kind = ? order by value")
                .params(citizen.value(), kind)
                .query(String.class)
                .list();
    }

    /// Nobody is behind it any more. The caller holds its lock.
    ///
    /// @param subject what it is called from now on
    /// @param token what opens its page from now on, and is told to nobody
    public void unname(TicketId ticket, String subject, String token, Instant at) {
        db.sql("""
                update ticket set subject = ?, tracking_token = ?, citizen_id = null, email = null, phone = null,
                       mail_refused_at = null, latitude = null, longitude = null, address = null, anonymised_at = ?
                where id = ?
                """).params(subject, token, time(at), ticket.value()).update();
    }

    /// Whom no ticket names is not known any more.
    ///
    /// @return false when one names him
    public boolean forgetUnnamed(CitizenId citizen) {
        var named = db.sql("select exists (select 1 from ticket where citizen_id = ?)")
                .param(citizen.value())
                .query(Boolean.class)
                .single();
        if (!named) {
            db.sql("delete from citizen_address where citizen_id = ?")
                    .param(citizen.value())
                    .update();
            db.sql("delete from citizen where id = ?").param(citizen.value()).update();
        }
        return !named;
    }

    /// Whom no ticket names, who has been known since before then, and for whom no erasure waits.
    public List<CitizenId> unnamed(Instant before, int limit) {
        return db.sql("""
                        select id from citizen c
                        where known_since < ? and not exists (select 1 from ticket t where t.citizen_id = c.id)
                          and not exists (
                            select 1 from rights_request r
                            where r.citizen_id = c.id and r.kind = 'ERASURE' and r.done_at is null)
                        order by known_since limit ?
                        """)
                .params(time(before), limit)
                .query((row, _) -> new CitizenId(row.getObject(1, UUID.class)))
                .list();
    }

    public List<CitizenId> citizens(List<TicketId> tickets) {
        return db.sql("select distinct citizen_id from ticket where id = any(?) and citizen_id is not null")
                .param(tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> new CitizenId(row.getObject(1, UUID.class)))
                .list();
    }

    /// Words that no ticket holds any more help nobody to find one.
    public void forgetWords() {
        db.sql("""
                delete from ticket_search_word known where not exists (
                    select 1 from ts_stat('select document from ticket_search') said where said.word = known.word)
                """).update();
    }

    /// @param changedAt its last word
    public record Candidate(TicketId ticket, Instant changedAt) {

        public static final Candidate FIRST = new Candidate(new TicketId(new UUID(0, 0)), Instant.EPOCH);
    }
}
