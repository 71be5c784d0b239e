package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Answered;
import fr.allomairies.ticketing.Tasks.Asked;
import fr.allomairies.ticketing.Tasks.Count;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.Tasks.Part;
import fr.allomairies.ticketing.Tasks.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// The table `ticket_task`.
@Repository
public class TicketTasks {

    private static final String ROWS = """
            select k.*, t.number, t.category, t.address from ticket_task k join ticket t on t.id = k.ticket_id
            """;

    private static final String KEPT = " k.called_off_at is null";
    private static final String OPEN = KEPT + " and k.done_at is null";

    private final JdbcClient db;

    TicketTasks(JdbcClient db) {
        this.db = db;
    }

    public void insert(
            TaskId id, TicketId ticket, String text, For who, LocalDate due, boolean needed, AgentId by, Instant at) {
        db.sql("""
                insert into ticket_task (id, ticket_id, text, service, agent, due, needed, added_by, added_at)
                values (:id, :ticket, :text, :service, :agent, :due, :needed, :by, :at)
                """)
                .param("id", id.value())
                .param("ticket", ticket.value())
                .param("text", Columns.clean(text))
                .param("service", who instanceof For.Service of ? of.service().value() : null)
                .param("agent", who instanceof For.Person of ? of.agent().value() : null)
                .param("due", due)
                .param("needed", needed)
                .param("by", by.value())
                .param("at", Columns.time(at))
                .update();
    }

    public void setDone(TaskId task, AgentId by, Instant at) {
        db.sql("update ticket_task set done_by = ?, done_at = ? where id = ?")
                .params(by.value(), Columns.time(at), task.value())
                .update();
    }

    public void reopen(TaskId task) {
        db.sql("update ticket_task set done_by = null, done_at = null, answer = null, reason = '' where id = ?")
                .param(task.value())
                .update();
    }

    /// @param due null to leave it as it is
    public void answer(TaskId task, Answered answer, String reason, @Nullable LocalDate due) {
        db.sql("update ticket_task set answer = :answer, reason = :reason, due = coalesce(:due, due) where id = :id")
                .param("answer", answer.name())
                .param("reason", Columns.clean(reason))
                .param("due", due)
                .param("id", task.value())
                .update();
    }

    public void callOff(TaskId task, Instant at) {
        db.sql("update ticket_task set called_off_at = ? where id = ?")
                .params(Columns.time(at), task.value())
                .update();
    }

    public Optional<Task> find(TaskId task, LocalDate today) {
        return db.sql(ROWS + "where k.id = :id and" + KEPT)
                .param("id", task.value())
                .query((row, _) -> task(row, today))
                .optional();
    }

    /// Called off or not.
    public Optional<For> whose(TaskId task) {
        return db.sql("select service, agent from ticket_task where id = ?")
                .param(task.value())
                .query(TicketTasks::whose)
                .optional();
    }

    private static For whose(ResultSet row, int nth) throws SQLException {
        var service = Columns.text(row, "service", ServiceCode::new);
        return service == null ? new For.Person(new AgentId(row.getString("agent"))) : new For.Service(service);
    }

    public List<Task> of(TicketId ticket, LocalDate today) {
        return db.sql(Followers.MATTER + ROWS + "where k.ticket_id in (select id from matter) and" + KEPT
                        + " order by k.nth")
                .param("ticket", ticket.value())
                .query((row, _) -> task(row, today))
                .list();
    }

    /// Of the ticket and of what is one matter with it.
    public boolean isOneNeeded(TicketId ticket) {
        return db.sql(Followers.MATTER + "select exists (select from ticket_task k where k.needed and" + OPEN
                        + " and k.ticket_id in (select id from matter))")
                .param("ticket", ticket.value())
                .query(Boolean.class)
                .single();
    }

    /// The needed tasks that services have, by service.
    public List<Part> parts(TicketId ticket) {
        return db.sql(Followers.MATTER + """
                        select k.service, bool_and(k.done_at is not null) as done,
                               max(k.due) filter (where k.done_at is null) as due,
                               coalesce(string_agg(k.reason, ' ' order by k.nth)
                                   filter (where k.done_at is null and k.answer = 'DELAYED'), '') as reason
                        from ticket_task k
                        where k.needed and k.service is not null and k.called_off_at is null
                          and k.ticket_id in (select id from matter)
                        group by k.service order by min(k.nth)
                        """)
                .param("ticket", ticket.value())
                .query((row, _) -> new Part(
                        new ServiceCode(row.getString("service")),
                        row.getBoolean("done"),
                        Columns.date(row, "due"),
                        row.getString("reason")))
                .list();
    }

    public List<Task> open(Asked asked, LocalDate today) {
        return asking(ROWS, asked, " order by k.due, k.nth limit " + Tasks.MOST_LISTED)
                .query((row, _) -> task(row, today))
                .list();
    }

    public Count count(Asked asked, LocalDate today) {
        return asking("""
                        select count(*) as open, count(*) filter (where k.due < :today) as late
                        from ticket_task k join ticket t on t.id = k.ticket_id
                        """, asked, "")
                .param("today", today)
                .query((row, _) -> new Count(row.getInt("open"), row.getInt("late")))
                .single();
    }

    private StatementSpec asking(String select, Asked asked, String order) {
        var where = select + "where t.anonymised_at is null and" + OPEN;
        return switch (asked) {
            case Asked.Everybody() -> db.sql(where + order);
            case Asked.Of(For.Service(var service)) ->
                db.sql(where + " and k.service = :service" + order).param("service", service.value());
            case Asked.Of(For.Person(var agent)) ->
                db.sql(where + " and k.agent = :agent" + order).param("agent", agent.value());
        };
    }

    private static Task task(ResultSet row, LocalDate today) throws SQLException {
        var due = row.getObject("due", LocalDate.class);
        var done = row.getTimestamp("done_at");
        return new Task(
                new TaskId(row.getObject("id", UUID.class)),
                TicketId.of(row.getString("ticket_id")),
                row.getString("number"),
                new CategoryCode(row.getString("category")),
                row.getString("address"),
                row.getString("text"),
                Columns.text(row, "service", ServiceCode::new),
                Columns.text(row, "agent", AgentId::new),
                due,
                row.getBoolean("needed"),
                new AgentId(row.getString("added_by")),
                Columns.instant(row, "added_at"),
                Columns.text(row, "done_by", AgentId::new),
                done == null ? null : done.toInstant(),
                Columns.text(row, "answer", Answered::valueOf),
                row.getString("reason"),
                done == null && due.isBefore(today));
    }
}
