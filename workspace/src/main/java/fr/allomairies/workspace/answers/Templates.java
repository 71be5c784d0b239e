package fr.allomairies.workspace.answers;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateApproved;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateDrafted;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateDropped;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateRestored;
import fr.allomairies.contact.SteeringEvent.AnswerTemplateSwitched;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.answers.TemplateVersion.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Who wrote a text does not approve it, and what nobody has approved nobody inserts. Each step is one event.
@Component
class Templates {

    static final int MOST = 300;

    private final TemplateStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Templates(TemplateStore store, EventLog log, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<Problem> open(String abbreviation, Content content, AgentId by) {
        return alone(() -> content.problem().or(() -> opened(abbreviation, content, by)));
    }

    private Optional<Problem> opened(String abbreviation, Content content, AgentId by) {
        if (!abbreviation.matches(AnswerTemplate.FORM)) {
            return Optional.of(Problem.ABBREVIATION_FORM);
        }
        if (store.find(abbreviation).isPresent()) {
            return Optional.of(Problem.ABBREVIATION_TAKEN);
        }
        if (store.all().size() >= MOST) {
            return Optional.of(Problem.TOO_MANY);
        }
        store.open(abbreviation);
        draft(abbreviation, 1, content, by);
        return Optional.empty();
    }

    /// Takes the place of a draft that is there; what is in use stays in use.
    ///
    /// @param seen version that it was written upon
    Optional<Problem> write(String abbreviation, int seen, Content content, AgentId by) {
        return alone(() -> content.problem()
                .or(() -> change(abbreviation, seen, template -> {
                    if (template.newest().content().equals(content)
                            && template.newest().state() != State.DROPPED) {
                        return Optional.of(Problem.SAME);
                    }
                    rewrite(template, content, by);
                    return Optional.empty();
                })));
    }

    private void rewrite(AnswerTemplate template, Content content, AgentId by) {
        if (template.newest().isDraft()) {
            decide(template, State.DROPPED, by);
        }
        draft(template.abbreviation(), template.newest().version() + 1, content, by);
    }

    private void draft(String abbreviation, int version, Content content, AgentId by) {
        var at = clock.instant();
        store.draft(abbreviation, version, content, by, at);
        log.append(new AnswerTemplateDrafted(at, abbreviation, version, by));
    }

    Optional<Problem> approve(String abbreviation, int version, AgentId by) {
        return alone(() -> change(abbreviation, version, template -> {
            if (!template.newest().isDraft()) {
                return Optional.of(Problem.CHANGED);
            }
            if (template.newest().writtenBy().equals(by)) {
                return Optional.of(Problem.OWN);
            }
            decide(template, State.APPROVED, by);
            store.use(abbreviation, version);
            return Optional.empty();
        }));
    }

    /// @param any whether she may drop what others wrote
    Optional<Problem> drop(String abbreviation, int version, boolean any, AgentId by) {
        return alone(() -> change(abbreviation, version, template -> {
            if (!template.newest().isDraft()) {
                return Optional.of(Problem.CHANGED);
            }
            if (!any && !template.newest().writtenBy().equals(by)) {
                return Optional.of(Problem.NOT_YOURS);
            }
            decide(template, State.DROPPED, by);
            return Optional.empty();
        }));
    }

    private void decide(AnswerTemplate template, State state, AgentId by) {
        var at = clock.instant();
        var version = template.newest().version();
        store.decide(template.abbreviation(), version, state, by, at);
        log.append(
                state == State.APPROVED
                        ? new AnswerTemplateApproved(at, template.abbreviation(), version, by)
                        : new AnswerTemplateDropped(at, template.abbreviation(), version, by));
    }

    /// Puts one that was approved before in use again.
    ///
    /// @param seen version that is in use
    Optional<Problem> restore(String abbreviation, int version, int seen, AgentId by) {
        return alone(() -> {
            var template = store.find(abbreviation);
            var approved = store.versions(abbreviation).stream()
                    .anyMatch(known -> known.version() == version && known.isApproved());
            if (!approved || version == seen || inUse(template) != seen) {
                return Optional.of(Problem.CHANGED);
            }
            store.use(abbreviation, version);
            log.append(new AnswerTemplateRestored(clock.instant(), abbreviation, version, by));
            return Optional.empty();
        });
    }

    private static int inUse(Optional<AnswerTemplate> template) {
        return template.map(AnswerTemplate::inUse).map(TemplateVersion::version).orElse(0);
    }

    /// Nothing is deleted: what was inserted once can be looked up.
    Optional<Problem> activate(String abbreviation, boolean active, AgentId by) {
        return alone(() -> {
            if (store.find(abbreviation)
                    .filter(template -> template.active() != active)
                    .isEmpty()) {
                return Optional.of(Problem.CHANGED);
            }
            store.activate(abbreviation, active);
            log.append(new AnswerTemplateSwitched(clock.instant(), abbreviation, active, by));
            return Optional.empty();
        });
    }

    /// Drafts of what is new or otherwise. Nothing is kept when a line is wrong.
    Imported imported(List<TemplateCsv.Line> lines, AgentId by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.alone();
            var problems = new ArrayList<Wrong>();
            var drafted = 0;
            for (var line : lines) {
                var problem = line.content().problem().or(() -> imported(line, by));
                if (problem.isEmpty()) {
                    drafted++;
                } else if (!problem.get().equals(Problem.SAME)) {
                    problems.add(new Wrong(line.row(), problem.get()));
                }
            }
            if (!problems.isEmpty()) {
                status.setRollbackOnly();
                return new Imported(0, problems);
            }
            return new Imported(drafted, List.of());
        }));
    }

    private Optional<Problem> imported(TemplateCsv.Line line, AgentId by) {
        var known = store.find(line.abbreviation());
        if (known.isEmpty()) {
            return opened(line.abbreviation(), line.content(), by);
        }
        if (known.get().content().equals(line.content())
                || known.get().newest().content().equals(line.content())) {
            return Optional.of(Problem.SAME);
        }
        rewrite(known.get(), line.content(), by);
        return Optional.empty();
    }

    record Imported(int drafted, List<Wrong> problems) {}

    /// @param row in the file, its heading being 1
    public record Wrong(int row, Problem problem) {}

    private Optional<Problem> change(
            String abbreviation, int seen, Function<AnswerTemplate, Optional<Problem>> changed) {
        return store.find(abbreviation)
                .filter(template -> template.newest().version() == seen)
                .map(changed)
                .orElse(Optional.of(Problem.CHANGED));
    }

    private Optional<Problem> alone(Supplier<Optional<Problem>> change) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            store.alone();
            return change.get();
        }));
    }
}
