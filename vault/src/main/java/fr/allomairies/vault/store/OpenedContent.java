package fr.allomairies.vault.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A content as it is read: one piece in memory at a time.
final class OpenedContent extends InputStream {

    private final JdbcClient db;
    private final UUID id;
    private final SecretKey key;
    private final int pieces;
    private int next;
    private InputStream piece = InputStream.nullInputStream();

    OpenedContent(JdbcClient db, UUID id, SecretKey key, int pieces) {
        this.db = db;
        this.id = id;
        this.key = key;
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        var had = piece.read(into, from, most);
        while (had < 0 && next < pieces) {
            piece = new ByteArrayInputStream(opened(next++));
            had = piece.read(into, from, most);
        }
        return had;
    }

    private byte[] opened(int nth) throws IOException {
        var sealed = db.sql("select sealed from vault_piece where content = ? and nth = ?")
                .params(id, nth)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IOException("content " + id + " was destroyed meanwhile"));
        try {
            return Seal.open(key, nth, nth == pieces - 1, sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("content " + id + " is not what was sealed", e);
        }
    }
}
