package fr.allomairies.ticketing.search;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresSearchIT extends SearchContract {

    /// More than are looked through before the index is asked.
    private static final int COPIES = 1_150;

    private static final int PAGE = 45;

    @Autowired
    ObjectProvider<TextFinder> beside;

    @Autowired
    JdbcClient db;

    @Override
    @BeforeEach
    protected void isServing() {
        assertThat(beside.stream()).isEmpty();
    }

    @Test
    void turnsThePagesInOneOrderWhoeverAnswersThem() {
        var original = receive(mail(someone(), "sujet", "Un kiosque " + mine));
        isFound(mine, original);
        var expected = copies(original.ticket());

        var shown = new ArrayList<TicketId>();
        List<TicketId> page;
        do {
            page = ticketing.search(new TicketFilter(mine, null, null, null), PAGE, shown.size()).tickets().stream()
                    .map(TicketSummary::id)
                    .toList();
            shown.addAll(page);
        } while (!page.isEmpty());

        expected.add(original.ticket());
        assertThat(shown).isEqualTo(expected);
    }

    /// Newer than everything; each fifth has the words.
    private List<TicketId> copies(TicketId original) {
        db.sql("""
                insert into ticket
                select copy.* from ticket t, generate_series(1, :copies) n, jsonb_populate_record(t, jsonb_build_object(
                    'id', gen_random_uuid(), 'number', 'NCA-99-' || lpad(n::text, 6, '0'),
                    'tracking_token', gen_random_uuid()::text,
                    'changed_at', t.changed_at + make_interval(mins => n))) copy
                where t.id = :original
                """).param("copies", COPIES).param("original", original.value()).update();
        db.sql("""
                insert into ticket_search
                select t.id, s.document from ticket t, ticket_search s
                where t.number like 'NCA-99-%' and right(t.number, 6)::int % 5 = 0 and s.ticket_id = :original
                """).param("original", original.value()).update();
        return new ArrayList<>(
                db.sql("""
                        select id from ticket where number like 'NCA-99-%' and right(number, 6)::int % 5 = 0
                        order by number desc
                        """).query(UUID.class).list().stream().map(TicketId::new).toList());
    }
}
