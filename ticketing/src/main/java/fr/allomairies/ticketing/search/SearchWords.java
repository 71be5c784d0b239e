package fr.allomairies.ticketing.search;

import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The words that tickets hold. Follows the log, so that no citizen waits for a word to be learnt.
@Component
public class SearchWords implements LogFollower {

    private static final int SHORTEST = 4;
    private static final int NEAREST = 3;

    private final JdbcClient db;

    SearchWords(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "search-words";
    }

    /// What the house itself wrote is in other words what was said.
    @Override
    public boolean wants(Event event) {
        return event instanceof InteractionAdded added
                && added.kind() != InteractionKind.ACKNOWLEDGEMENT
                && (added.kind() != InteractionKind.NOTE || added.author() != null);
    }

    /// Only a search for what is misspelt asks for them.
    @Override
    public Duration rest() {
        return Duration.ofMillis(500);
    }

    @Override
    public void on(LogEntry entry) {
        learn(((InteractionAdded) entry.event()).ticket());
    }

    private void learn(TicketId ticket) {
        db.sql("""
                insert into ticket_search_word
                select said.word from ticket_search, unnest(tsvector_to_array(document)) as said (word)
                where ticket_id = ? and said.word ~ '^[a-z]{4,30}$'
                  and not exists (select 1 from ticket_search_word known where known.word = said.word)
                on conflict do nothing
                """).param(ticket.value()).update();
    }

    /// The words that were meant; empty when there is one that no word comes near.
    public Optional<SearchQuery> nearest(String typed) {
        var meant = new StringJoiner(" & ");
        for (var word : SearchQuery.bareWords(typed)) {
            if (word.length() >= SHORTEST) {
                var near = nearTo(word);
                if (near.isEmpty()) {
                    return Optional.empty();
                }
                meant.add(near.get());
            }
        }
        return meant.length() == 0 ? Optional.empty() : Optional.of(SearchQuery.ofWords(meant.toString()));
    }

    private Optional<String> nearTo(String word) {
        var near = db.sql("""
                        select known.word from ticket_search_word known,
                            unnest(tsvector_to_array(to_tsvector('allo_french', ?))) as typed (word)
                        where known.word % typed.word order by similarity(known.word, typed.word) desc, known.word limit ?
                        """).params(word, NEAREST).query(String.class).list();
        return near.isEmpty() ? Optional.empty() : Optional.of("('" + String.join("':* | '", near) + "':*)");
    }
}
