package fr.allomairies.workspace.lists;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.testkit.PostgresExtension;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class StoredListsIT {

    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId BRUNO = new AgentId("bruno");

    private final DataSource database = PostgresExtension.freshDatabase();
    private final StoredLists lists = new StoredLists(JdbcClient.create(database));
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    @Test
    void nobodyHasOneBackBeyondWhatThereMayBe() {
        var removed = list(AMINA, false);
        assertThat(add(removed)).isTrue();
        lists.remove(removed.id());
        IntStream.range(1, SavedLists.MOST).forEach(_ -> add(list(AMINA, false)));
        assertThat(restored(removed)).isTrue();

        lists.remove(removed.id());
        assertThat(add(list(AMINA, false))).isTrue();
        assertThat(add(list(AMINA, false))).isFalse();
        assertThat(restored(removed)).isFalse();
        assertThat(lists.of(AMINA)).hasSize(SavedLists.MOST);
    }

    @Test
    void nobodyHasASharedOneBackBeyondWhatAllMayHave() {
        var removed = list(AMINA, true);
        add(removed);
        lists.remove(removed.id());
        IntStream.range(0, SavedLists.MOST).forEach(_ -> add(list(BRUNO, true)));

        assertThat(restored(removed)).isFalse();
        lists.remove(lists.of(BRUNO).getFirst().id());
        assertThat(restored(removed)).isTrue();
    }

    private boolean add(SavedList list) {
        return transaction.execute(_ -> lists.add(list));
    }

    private boolean restored(SavedList list) {
        return transaction.execute(_ -> lists.restore(list.id(), AMINA, true)).isPresent();
    }

    private static SavedList list(AgentId owner, boolean shared) {
        var asked = new SavedList.Asked(null, null, null, null, null, null, List.of());
        return new SavedList(UUID.randomUUID(), owner, "À voir", shared, asked);
    }
}
