package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Tasks;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// No task is ever added.
@Component
class NothingToDo implements Tasks {

    private static final Refusal NOT_HERE = new Refusal("task-not-found", "there are no tasks in the preview");

    @Override
    public Optional<Refusal> add(TicketId ticket, String text, For who, int days, boolean needed, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public Optional<Refusal> done(TaskId task, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public Optional<Refusal> reopen(TaskId task, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public Optional<Refusal> callOff(TaskId task, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public List<Task> of(TicketId ticket) {
        return List.of();
    }

    @Override
    public List<Part> parts(TicketId ticket) {
        return List.of();
    }

    @Override
    public Optional<For> whose(TaskId task) {
        return Optional.empty();
    }

    @Override
    public List<Task> open(Asked asked) {
        return List.of();
    }

    @Override
    public Count count(Asked asked) {
        return new Count(0, 0);
    }
}
