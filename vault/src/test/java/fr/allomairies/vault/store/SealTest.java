package fr.allomairies.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.vault.VaultSettings;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class SealTest {

    static final String SECRET = "a secret that is long enough to be one";
    static final UUID CONTENT = UUID.fromString("5f0e4b66-3c1b-4a7c-9f0d-2c8d9a3e1b11");
    static final byte[] SALT = new byte[Seal.SALT_BYTES];
    static final byte[] SAID = "il habite rue de la Paix".getBytes(StandardCharsets.UTF_8);

    final Seal seal = new Seal(SECRET);

    @Test
    void opensWhatItClosedAndShowsNothingOfIt() throws Exception {
        var key = seal.key(CONTENT, SALT);

        var sealed = Seal.close(key, 0, true, SAID, SAID.length);

        assertThat(Seal.open(key, 0, true, sealed)).isEqualTo(SAID);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Paix");
    }

    @Test
    void refusesAPieceInAnotherPlaceOrThatIsNoLongerTheLast() {
        var key = seal.key(CONTENT, SALT);
        var sealed = Seal.close(key, 3, false, SAID, SAID.length);

        assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> Seal.open(key, 4, false, sealed));
        assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> Seal.open(key, 3, true, sealed));
    }

    @Test
    void givesEachContentSaltAndSecretAKeyOfItsOwn() {
        var otherSalt = new byte[Seal.SALT_BYTES];
        otherSalt[0] = 1;

        assertThat(seal.key(CONTENT, SALT))
                .isNotEqualTo(seal.key(UUID.randomUUID(), SALT))
                .isNotEqualTo(seal.key(CONTENT, otherSalt))
                .isNotEqualTo(new Seal(SECRET + "!").key(CONTENT, SALT));
        assertThat(seal.name()).hasSize(8).isNotEqualTo(new Seal(SECRET + "!").name());
    }

    @Test
    void refusesASecretThatIsMissingOrShort() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new VaultSettings("short"))
                .withMessageContaining("allo.vault.key");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new VaultSettings(null));
        assertThat(new VaultSettings(SECRET)).asString().doesNotContain(SECRET);
    }
}
