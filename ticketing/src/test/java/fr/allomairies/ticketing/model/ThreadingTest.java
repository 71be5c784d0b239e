package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.model.Threading.Candidate;
import fr.allomairies.ticketing.model.Threading.Follow;
import fr.allomairies.ticketing.model.Threading.OpenNew;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadingTest {

    static final Candidate MINE = new Candidate(TicketId.next(), new TicketNumber("NCA-26-000001"), true);
    static final Candidate ALSO_MINE = new Candidate(TicketId.next(), new TicketNumber("NCA-26-000002"), true);
    static final Candidate FOREIGN = new Candidate(TicketId.next(), new TicketNumber("NCA-26-000003"), false);

    @Test
    void opensATicketWhenNothingIsReferredTo() {
        assertThat(Threading.decide(List.of(), null)).isEqualTo(new OpenNew(null));
    }

    @Test
    void followsTheMostTellingTicketOfTheSender() {
        assertThat(Threading.decide(List.of(MINE, ALSO_MINE), null)).isEqualTo(new Follow(MINE.ticket()));
        assertThat(Threading.decide(List.of(FOREIGN, ALSO_MINE), null)).isEqualTo(new Follow(ALSO_MINE.ticket()));
    }

    @Test
    void opensATicketThatNamesTheForeignOne() {
        assertThat(Threading.decide(List.of(FOREIGN), null)).isEqualTo(new OpenNew(FOREIGN.number()));
    }

    @Test
    void followsAnAnswerThatWasFasterUnlessItRefersToAnotherTicketOfTheSender() {
        var answered = TicketId.next();

        assertThat(Threading.decide(List.of(FOREIGN), answered)).isEqualTo(new Follow(answered));
        assertThat(Threading.decide(List.of(MINE), answered)).isEqualTo(new Follow(MINE.ticket()));
    }
}
