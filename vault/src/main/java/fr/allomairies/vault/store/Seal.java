package fr.allomairies.vault.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// AES-256-GCM in pieces. Each content has a key of its own, derived by HKDF-SHA256 from the secret, its id and a
/// salt that is made anew each time: so a piece's place is its nonce, and no key sees the same nonce twice. The
/// nonce also says whether the piece is the last: a content that was cut, or whose pieces were exchanged, does
/// not open.
final class Seal {

    static final int SALT_BYTES = 32;

    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;
    private static final int NAME_BYTES = 4;
    private static final byte[] NO_SALT = new byte[SALT_BYTES];

    private final byte[] secret;

    Seal(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /// Tells one secret from another, and nothing else of it.
    String name() {
        return HexFormat.of().formatHex(derived(NO_SALT, "name", NAME_BYTES).getEncoded());
    }

    SecretKey key(UUID content, byte[] salt) {
        return derived(salt, "content " + content, KEY_BYTES);
    }

    private SecretKey derived(byte[] salt, String purpose, int bytes) {
        try {
            AlgorithmParameterSpec derivation = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .addSalt(salt)
                    .thenExpand(("allo-vault " + purpose).getBytes(StandardCharsets.UTF_8), bytes);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }

    static byte[] close(SecretKey key, int nth, boolean last, byte[] plain, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nth, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal", e);
        }
    }

    /// @throws AEADBadTagException when this is not what was sealed as this piece
    static byte[] open(SecretKey key, int nth, boolean last, byte[] sealed) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, nth, last).doFinal(sealed);
    }

    private static Cipher cipher(int mode, SecretKey key, int nth, boolean last) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(nth).put((byte) (last ? 1 : 0));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce.array()));
        return cipher;
    }
}
