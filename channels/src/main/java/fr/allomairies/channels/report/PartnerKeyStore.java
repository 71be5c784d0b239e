package fr.allomairies.channels.report;

import fr.allomairies.channels.PartnerKeys.PartnerKey;
import fr.allomairies.contact.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The caller holds the transaction for what is written.
@Repository
class PartnerKeyStore {

    private final JdbcClient db;

    PartnerKeyStore(JdbcClient db) {
        this.db = db;
    }

    /// One who changes keys at a time.
    void lock() {
        db.sql("lock table channels_partner_key in share row exclusive mode").update();
    }

    void add(PartnerKey key, byte[] sha256) {
        db.sql("""
                        insert into channels_partner_key (id, partner, beginning, sha256, created_at, created_by)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        key.id(),
                        key.partner(),
                        key.beginning(),
                        sha256,
                        Timestamp.from(key.createdAt()),
                        key.createdBy().value())
                .update();
    }

    void end(UUID key, Instant at, AgentId by) {
        db.sql("update channels_partner_key set ends_at = ?, ended_by = ? where id = ?")
                .params(Timestamp.from(at), by.value(), key)
                .update();
    }

    void used(UUID key, LocalDate day) {
        db.sql("update channels_partner_key set used_on = ? where id = ? and (used_on is null or used_on < ?)")
                .params(day, key, day)
                .update();
    }

    Optional<PartnerKey> find(UUID key) {
        return db.sql("select * from channels_partner_key where id = ?")
                .param(key)
                .query((row, _) -> key(row))
                .optional();
    }

    List<PartnerKey> all() {
        return db.sql("select * from channels_partner_key order by lower(partner), created_at desc")
                .query((row, _) -> key(row))
                .list();
    }

    List<Hashed> hashed() {
        return db.sql("select * from channels_partner_key where ends_at is null or ends_at > now()")
                .query((row, _) -> new Hashed(HexFormat.of().formatHex(row.getBytes("sha256")), key(row)))
                .list();
    }

    int reports(String partner, Instant since) {
        return db.sql("""
                        select count(*) from channels_inbox
                        where channel = 'report' and headers ->> 'partner' = ? and received_at > ?
                        """)
                .params(partner, Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    private static PartnerKey key(ResultSet row) throws SQLException {
        var endsAt = row.getTimestamp("ends_at");
        var endedBy = row.getString("ended_by");
        return new PartnerKey(
                row.getObject("id", UUID.class),
                row.getString("partner"),
                row.getString("beginning"),
                row.getTimestamp("created_at").toInstant(),
                new AgentId(row.getString("created_by")),
                endsAt == null ? null : endsAt.toInstant(),
                endedBy == null ? null : new AgentId(endedBy),
                row.getObject("used_on", LocalDate.class));
    }

    record Hashed(String sha256, PartnerKey key) {}
}
