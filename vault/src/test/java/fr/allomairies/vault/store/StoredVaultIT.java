package fr.allomairies.vault.store;

import static fr.allomairies.vault.store.StoredVault.PIECE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.testkit.PostgresExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class StoredVaultIT {

    final DataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final StoredVault vault = new StoredVault(db, new Seal(SealTest.SECRET));
    final UUID id = UUID.randomUUID();

    @Test
    void givesBackWhatWasKeptWhateverItsLength() throws IOException {
        for (var length : new int[] {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE}) {
            var said = said(length);
            var content = UUID.randomUUID();

            assertThat(vault.keep(content, new ByteArrayInputStream(said))).isEqualTo(length);

            assertThat(vault.open(content).readAllBytes()).isEqualTo(said);
        }
    }

    @Test
    void leavesNothingWhenItIsDestroyed() throws IOException {
        vault.keep(id, new ByteArrayInputStream(said(10)));

        assertThat(vault.destroy(id)).isTrue();

        assertThat(vault.destroy(id)).isFalse();
        assertThat(db.sql("select count(*) from vault_piece").query(Long.class).single())
                .isZero();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> vault.open(id));
    }

    @Test
    void doesNotOpenWhatWasCutShort() throws IOException {
        vault.keep(id, new ByteArrayInputStream(said(2 * PIECE + 5)));
        db.sql("delete from vault_piece where nth = 2").update();
        db.sql("update vault_content set pieces = 2").update();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> vault.open(id).readAllBytes())
                .withMessageContaining("not what was sealed");
    }

    @Test
    void saysWhenItWasSealedWithAnotherKey() throws IOException {
        vault.keep(id, new ByteArrayInputStream(said(10)));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new StoredVault(db, new Seal(SealTest.SECRET + "!")).open(id))
                .withMessageContaining("another allo.vault.key");
    }

    private static byte[] said(int length) {
        var said = new byte[length];
        new Random(length).nextBytes(said);
        return said;
    }
}
