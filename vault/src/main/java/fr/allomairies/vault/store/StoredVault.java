package fr.allomairies.vault.store;

import fr.allomairies.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each piece is a row, so that neither side ever holds a whole conversation in memory.
final class StoredVault implements Vault {

    /// A quarter of a minute of telephone.
    static final int PIECE = 256 * 1024;

    private final JdbcClient db;
    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    StoredVault(JdbcClient db, Seal seal) {
        this.db = db;
        this.seal = seal;
    }

    @Override
    public long keep(UUID id, InputStream content) throws IOException {
        var salt = new byte[Seal.SALT_BYTES];
        random.nextBytes(salt);
        db.sql("insert into vault_content (id, salt, key_name, pieces, bytes) values (?, ?, ?, 0, 0)")
                .params(id, salt, seal.name())
                .update();
        return keepPieces(id, seal.key(id, salt), content);
    }

    /// One piece is read ahead, for the last one is sealed as such.
    private long keepPieces(UUID id, SecretKey key, InputStream content) throws IOException {
        var bytes = 0L;
        var nth = 0;
        var piece = content.readNBytes(PIECE);
        for (var last = false; !last; nth++) {
            var next = piece.length < PIECE ? new byte[0] : content.readNBytes(PIECE);
            last = next.length == 0;
            db.sql("insert into vault_piece (content, nth, sealed) values (?, ?, ?)")
                    .params(id, nth, Seal.close(key, nth, last, piece, piece.length))
                    .update();
            bytes += piece.length;
            piece = next;
        }
        db.sql("update vault_content set pieces = ?, bytes = ? where id = ?")
                .params(nth, bytes, id)
                .update();
        return bytes;
    }

    @Override
    public long length(UUID id) {
        return content(id).bytes();
    }

    @Override
    public InputStream open(UUID id) {
        var content = content(id);
        if (!content.keyName().equals(seal.name())) {
            throw new IllegalStateException("content " + id + " was sealed with another allo.vault.key");
        }
        return new OpenedContent(db, id, seal.key(id, content.salt()), content.pieces());
    }

    private Content content(UUID id) {
        return db.sql("select salt, key_name, pieces, bytes from vault_content where id = ?")
                .param(id)
                .query((row, _) -> new Content(
                        row.getBytes("salt"), row.getString("key_name"), row.getInt("pieces"), row.getLong("bytes")))
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("the vault has no content " + id));
    }

    private record Content(byte[] salt, String keyName, int pieces, long bytes) {}

    @Override
    public boolean destroy(UUID id) {
        return db.sql("delete from vault_content where id = ?").param(id).update() == 1;
    }
}
