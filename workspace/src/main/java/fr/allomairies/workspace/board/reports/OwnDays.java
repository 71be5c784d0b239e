package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.AgentShares;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes an agent's day out of the [Book].
@Component
public class OwnDays {

    private final Book book;
    private final Parameters parameters;

    @Autowired
    OwnDays(Book book, BoardSettings settings) {
        this(book, settings.parameters());
    }

    public OwnDays(Book book, Parameters parameters) {
        this.book = book;
        this.parameters = parameters;
    }

    public OwnDay of(AgentId agent, LocalDate date) {
        var day = Interval.day(date);
        var facts = book.facts(day);
        var contacts = facts.contacts().stream()
                .filter(record -> record.agents().contains(agent))
                .sorted(Comparator.comparing(ContactRecord::countedAt).reversed())
                .toList();
        var shares = new AgentShares(parameters);
        contacts.forEach(record -> shares.changed(null, record));
        var states = facts.agents().stream()
                .filter(span -> span.agent().equals(agent))
                .toList();
        var times = new AgentTimes(day);
        states.forEach(times::add);
        var pauses = new TreeMap<String, Duration>();
        states.stream()
                .filter(span -> span.state() == AgentState.PAUSED)
                .forEach(span -> pauses.merge(
                        Objects.requireNonNullElse(span.reason(), ""),
                        day.overlap(span.since(), span.until()),
                        Duration::plus));
        return new OwnDay(
                agent,
                date,
                facts.since(),
                shares.figures(agent),
                times.occupancy(facts.now()),
                times.spent(facts.now()),
                pauses,
                states.stream()
                        .filter(span -> span.state() != AgentState.OFFLINE)
                        .toList(),
                contacts.stream().map(record -> record.partOf(agent)).toList(),
                book.finishedOfBefore(day, agent));
    }
}
