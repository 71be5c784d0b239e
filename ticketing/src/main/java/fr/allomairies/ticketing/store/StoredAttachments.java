package fr.allomairies.ticketing.store;

import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.ScanSettings;
import fr.allomairies.ticketing.TicketView.Scan;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Files of tickets, kept as they came; sounds are kept in the vault.
@Repository
public class StoredAttachments implements Attachments {

    private static final String SOUND = "audio/";
    private static final byte[] ELSEWHERE = {};

    private final JdbcClient db;
    private final Vault vault;
    private final ScanSettings scans;

    StoredAttachments(JdbcClient db, Vault vault, ScanSettings scans) {
        this.db = db;
        this.vault = vault;
        this.scans = scans;
    }

    public void insert(TicketId ticket, InteractionId interaction, NewAttachment file) {
        var id = UUID.randomUUID();
        var sealed = file.type().startsWith(SOUND);
        db.sql("""
                insert into attachment (id, ticket_id, interaction_id, name, type, bytes, content, sealed, scan,
                                        scan_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
                """)
                .params(
                        id,
                        ticket.value(),
                        interaction.value(),
                        Columns.clean(file.name()),
                        Columns.clean(file.type()),
                        file.content().length,
                        sealed ? ELSEWHERE : file.content(),
                        sealed,
                        (scans.isOn() ? Scan.WAITING : Scan.NONE).name(),
                        scans.isOn())
                .update();
        if (sealed) {
            seal(id, file.content());
        }
    }

    private void seal(UUID id, byte[] content) {
        try {
            vault.keep(id, new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A sound of an older version is sealed now, in the caller's transaction.
    ///
    /// @return false when there is none
    boolean sealOne() {
        var found = db.sql("""
                        select id, content from attachment where type like 'audio/%' and not sealed
                        limit 1 for update skip locked
                        """)
                .query((row, _) -> new Unsealed(row.getObject("id", UUID.class), row.getBytes("content")))
                .optional();
        found.ifPresent(sound -> {
            seal(sound.id(), sound.content());
            db.sql("update attachment set content = ?, sealed = true where id = ?")
                    .params(ELSEWHERE, sound.id())
                    .update();
        });
        return found.isPresent();
    }

    private record Unsealed(UUID id, byte[] content) {}

    @Override
    public Optional<NewAttachment> content(UUID attachment) {
        return db.sql("select * from attachment where id = ? and scan <> 'INFECTED'")
                .param(attachment)
                .query((row, _) -> file(row))
                .optional();
    }

    @Override
    public Optional<NewAttachment> content(UUID attachment, TicketId ticket) {
        return db.sql("select * from attachment where id = ? and ticket_id = ? and scan <> 'INFECTED'")
                .params(attachment, ticket.value())
                .query((row, _) -> file(row))
                .optional();
    }

    /// Takes files that wait to be looked at; nobody else gets them before `until`.
    public List<ToScan> claimToScan(Instant now, Instant until, int limit) {
        return db.sql("""
                        update attachment set scan_at = ? where id in (
                            select id from attachment where scan = 'WAITING' and scan_at <= ?
                            order by scan_at limit ? for update skip locked)
                        returning id, interaction_id, name, scan_tries
                        """)
                .params(Timestamp.from(until), Timestamp.from(now), limit)
                .query((row, _) -> new ToScan(
                        row.getObject("id", UUID.class),
                        new InteractionId(row.getObject("interaction_id", UUID.class)),
                        row.getString("name"),
                        row.getInt("scan_tries")))
                .list();
    }

    /// None of them was tried.
    public void postponeScan(List<ToScan> files, Instant until) {
        db.sql("update attachment set scan_at = ? where id = any(?) and scan = 'WAITING'")
                .params(Timestamp.from(until), files.stream().map(ToScan::id).toArray(UUID[]::new))
                .update();
    }

    /// It was tried in vain.
    public void scanAgain(UUID file, Instant at) {
        db.sql("update attachment set scan_at = ?, scan_tries = scan_tries + 1 where id = ? and scan = 'WAITING'")
                .params(Timestamp.from(at), file)
                .update();
    }

    /// @return false when it is gone, or somebody else has told
    public boolean scanned(UUID file, Scan found, @Nullable String threat) {
        return db.sql("update attachment set scan = ?, threat = ?, scan_at = null where id = ? and scan = 'WAITING'")
                        .param(found.name())
                        .param(threat)
                        .param(file)
                        .update()
                == 1;
    }

    /// Whatever was found in it; empty when it is gone.
    public Optional<byte[]> whole(UUID file) {
        return db.sql("select * from attachment where id = ?")
                .param(file)
                .query((row, _) -> file(row).content())
                .optional();
    }

    /// @param tries in vain, so far
    public record ToScan(UUID id, InteractionId interaction, String name, int tries) {}

    private NewAttachment file(ResultSet row) throws SQLException {
        var content = row.getBoolean("sealed") ? opened(row.getObject("id", UUID.class)) : row.getBytes("content");
        return new NewAttachment(row.getString("name"), row.getString("type"), content);
    }

    private byte[] opened(UUID id) {
        try (var content = vault.open(id)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
