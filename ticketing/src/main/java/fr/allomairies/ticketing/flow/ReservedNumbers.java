package fr.allomairies.ticketing.flow;

import fr.allomairies.ticketing.TicketNumbers;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.Tickets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ReservedNumbers implements TicketNumbers {

    private final Tickets tickets;

    ReservedNumbers(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public List<String> reserve(int count, Instant at) {
        var day = LocalDate.ofInstant(at, WorkingDays.CITY);
        return tickets.nextNumbers(count).stream()
                .map(number -> TicketNumber.of(day, number).value())
                .toList();
    }
}
