package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.SatisfactionGiven;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Satisfaction;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.SatisfactionAnswers;
import fr.allomairies.ticketing.store.Tickets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SatisfactionDoor implements Satisfaction {

    private final Tickets tickets;
    private final SatisfactionAnswers answers;
    private final EventLog log;
    private final CityClock clock;

    SatisfactionDoor(Tickets tickets, SatisfactionAnswers answers, EventLog log, CityClock clock) {
        this.tickets = tickets;
        this.answers = answers;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Refusal> give(TicketId id, int score, String comment) {
        var status = tickets.survivor(tickets.lock(id).orElseThrow()).status();
        if (status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED) {
            return Refusals.refuse("still-open", "the request is not settled yet");
        }
        if (comment.length() > LONGEST_COMMENT) {
            return Refusals.refuse("too-long", "a comment has at most " + LONGEST_COMMENT + " characters");
        }
        var given = new SatisfactionGiven(clock.now(), id, score);
        if (!answers.add(id, new Answer(score, comment.strip(), given.at()))) {
            return Refusals.refuse("given-already", "the citizen has answered before");
        }
        log.append(given);
        return Optional.empty();
    }

    @Override
    public Optional<Answer> of(TicketId ticket) {
        return answers.of(ticket);
    }
}
