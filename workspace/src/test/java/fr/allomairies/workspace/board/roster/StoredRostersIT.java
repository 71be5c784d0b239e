package fr.allomairies.workspace.board.roster;

import static fr.allomairies.workspace.board.roster.Team.AMINA;
import static fr.allomairies.workspace.board.roster.Team.BRUNO;
import static fr.allomairies.workspace.board.roster.Team.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.workspace.board.LogInMemory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.Rosters.Draft;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import fr.allomairies.workspace.board.roster.Rosters.Taken;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class StoredRostersIT {

    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);
    private static final Interval DAY = Interval.day(MONDAY);
    private static final Planned MORNING =
            planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T11:00:00Z");
    private static final Planned AFTERNOON =
            planned(AMINA, Activity.SHIFT, "2026-12-07T12:00:00Z", "2026-12-07T16:00:00Z");

    private final DataSource database = PostgresExtension.freshDatabase();
    private final JdbcClient db = JdbcClient.create(database);
    private final LogInMemory log = new LogInMemory();
    private final StoredRosters rosters = new StoredRosters(db, log, Clock.systemUTC());
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    @Test
    void undoesOneImportAfterTheOtherFromTheNewest() {
        assertThat(take(List.of(MORNING), List.of())).isTrue();
        assertThat(take(List.of(AFTERNOON), ids())).isTrue();
        assertThat(standing()).containsExactly(AFTERNOON);
        var numbers = rosters.imports(9).stream().map(Rosters.Import::number).toList();

        assertThat(undo(numbers.getLast())).isFalse();
        assertThat(undo(numbers.getFirst())).isTrue();
        assertThat(standing()).containsExactly(MORNING);
        assertThat(undo(numbers.getFirst())).isFalse();
        assertThat(undo(numbers.getLast())).isTrue();
        assertThat(standing()).isEmpty();
        assertThat(rosters.imports(9)).extracting(Rosters.Import::undoneBy).containsOnly(BRUNO);
        assertThat(log.read(0, 9))
                .extracting(told -> told.event().getClass().getSimpleName())
                .containsExactly("RosterImported", "RosterImported", "RosterUndone", "RosterUndone");
    }

    @Test
    void takesNothingByWhatWasSeenBeforeAnother() {
        var revision = rosters.revision();
        assertThat(take(List.of(MORNING), List.of())).isTrue();

        assertThat(transaction.<Boolean>execute(_ -> rosters.take(taken(), List.of(AFTERNOON), List.of(), revision)))
                .isFalse();
        assertThat(standing()).containsExactly(MORNING);
    }

    /// The second of the two cannot be stored.
    @Test
    void takesNothingByHalves() {
        db.sql("alter table roster_entry add check (activity <> 'TRAINING')").update();
        var bad = planned(AMINA, Activity.TRAINING, "2026-12-07T12:00:00Z", "2026-12-07T16:00:00Z");

        assertThatThrownBy(() -> take(List.of(MORNING, bad), List.of())).isInstanceOf(DataAccessException.class);
        assertThat(standing()).isEmpty();
        assertThat(rosters.imports(9)).isEmpty();
    }

    @Test
    void handsADraftToWhoSentItAlone() {
        var draft = new Draft(UUID.randomUUID(), AMINA, "plan.csv", "agent,date", null, 0);
        rosters.propose(draft);

        assertThat(rosters.draft(draft.id(), AMINA)).contains(draft);
        assertThat(rosters.draft(draft.id(), BRUNO)).isEmpty();
        rosters.drop(draft.id());
        assertThat(rosters.draft(draft.id(), AMINA)).isEmpty();
    }

    @Test
    void forgetsWhatIsAYearOld() {
        take(List.of(MORNING), List.of());
        take(List.of(AFTERNOON), ids());
        rosters.propose(new Draft(UUID.randomUUID(), AMINA, "plan.csv", "agent,date", null, 0));
        rosters.forget();
        assertThat(count("roster_entry")).isEqualTo(2);
        assertThat(count("roster_draft")).isEqualTo(1);

        db.sql("update roster_entry set from_at = from_at - interval '3 years', to_at = to_at - interval '3 years'")
                .update();
        db.sql("update roster_import set imported_at = imported_at - interval '3 years'")
                .update();
        db.sql("update roster_draft set made_at = made_at - interval '2 days'").update();
        rosters.forget();
        rosters.forgetDrafts();

        assertThat(count("roster_entry") + count("roster_import") + count("roster_draft"))
                .isZero();
    }

    private int count(String table) {
        return db.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private boolean take(List<Planned> added, List<Long> replaced) {
        return transaction.execute(_ -> rosters.take(taken(), added, replaced, rosters.revision()));
    }

    private boolean undo(long number) {
        return transaction.execute(_ -> rosters.undo(number, BRUNO));
    }

    private static Taken taken() {
        return new Taken("plan.csv", MONDAY, MONDAY, 1, AMINA);
    }

    private List<Long> ids() {
        return rosters.planned(DAY).stream().map(Stored::id).toList();
    }

    private List<Planned> standing() {
        return rosters.planned(DAY).stream().map(Stored::planned).toList();
    }
}
