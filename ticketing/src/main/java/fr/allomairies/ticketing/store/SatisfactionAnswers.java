package fr.allomairies.ticketing.store;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Satisfaction.Answer;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `satisfaction`.
@Repository
public class SatisfactionAnswers {

    private final JdbcClient db;

    SatisfactionAnswers(JdbcClient db) {
        this.db = db;
    }

    /// @return whether there was none for the ticket
    public boolean add(TicketId ticket, Answer answer) {
        return db.sql(
                                "insert into satisfaction (ticket_id, score, comment, at) values (?, ?, ?, ?) on conflict do nothing")
                        .params(
                                ticket.value(),
                                answer.score(),
                                Columns.clean(answer.comment()),
                                Columns.time(answer.at()))
                        .update()
                == 1;
    }

    public Optional<Answer> of(TicketId ticket) {
        return db.sql("select score, comment, at from satisfaction where ticket_id = ?")
                .param(ticket.value())
                .query((row, _) -> new Answer(row.getInt(1), row.getString(2), Columns.instant(row, "at")))
                .optional();
    }
}
