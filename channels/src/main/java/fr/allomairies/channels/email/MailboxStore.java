package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.CityMailbox.OAuth;
import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.channels.CityMailbox.Server;
import fr.allomairies.channels.Mailboxes.Change;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What was ever said of mailboxes. Only the secrets that hold are kept, in the vault. The caller holds the
/// transaction for what is written.
@Repository
class MailboxStore {

    private final JdbcClient db;
    private final Vault vault;
    private final JsonMapper json = new JsonMapper();

    MailboxStore(JdbcClient db, Vault vault) {
        this.db = db;
        this.vault = vault;
    }

    /// One who changes mailboxes at a time.
    void lock() {
        db.sql("lock table channels_mailbox in share row exclusive mode").update();
    }

    void add(CityMailbox mailbox, Secrets secrets, Instant at, AgentId by) {
        destroySecrets(mailbox.address());
        var secret = seal(secrets);
        var oauth = mailbox.oauth();
        db.sql("""
                        insert into channels_mailbox
                            (address, name, active, imap_host, imap_port, imap_user, imap_security, smtp_host, smtp_port,
                             smtp_user, smtp_security, oauth_tokens, oauth_client, oauth_scope, category, subaddresses,
                             secret, saved_at, saved_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        mailbox.address().value(),
                        mailbox.name(),
                        mailbox.active(),
                        mailbox.imap().host(),
                        mailbox.imap().port(),
                        mailbox.imap().user(),
                        mailbox.imap().security().name(),
                        mailbox.smtp().host(),
                        mailbox.smtp().port(),
                        mailbox.smtp().user(),
                        mailbox.smtp().security().name())
                .param(oauth == null ? null : oauth.tokens())
                .param(oauth == null ? null : oauth.client())
                .param(oauth == null ? null : oauth.scope())
                .param(mailbox.category() == null ? null : mailbox.category().value())
                .param(mailbox.subaddresses())
                .param(secret)
                .param(Timestamp.from(at))
                .param(by.value())
                .update();
    }

    private void destroySecrets(EmailAddress address) {
        db.sql("select secret from channels_mailbox where address = ? and secret is not null")
                .param(address.value())
                .query(UUID.class)
                .list()
                .forEach(vault::destroy);
        db.sql("update channels_mailbox set secret = null where address = ? and secret is not null")
                .param(address.value())
                .update();
    }

    private UUID seal(Secrets secrets) {
        var secret = UUID.randomUUID();
        try {
            vault.keep(secret, new ByteArrayInputStream(json.writeValueAsBytes(secrets)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secret;
    }

    /// What holds of the mailbox. Nobody else has it, nor changes any, until the end of the transaction.
    Optional<Row> locked(String address) {
        db.sql("lock table channels_mailbox in row exclusive mode")
                .update(); // before the row: else a deadlock with lock()
        return db.sql("""
                        select * from channels_mailbox where address = ? and secret is not null
                        order by id desc limit 1 for update
                        """).param(address).query((row, _) -> row(row)).optional();
    }

    /// The caller has locked it.
    void replaceSecrets(long version, Secrets secrets) {
        db.sql("select secret from channels_mailbox where id = ?")
                .param(version)
                .query(UUID.class)
                .optional()
                .ifPresent(vault::destroy);
        db.sql("update channels_mailbox set secret = ? where id = ?")
                .params(seal(secrets), version)
                .update();
    }

    Secrets secrets(UUID secret) {
        try (var content = vault.open(secret)) {
            return json.readValue(content, Secrets.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Row> current() {
        return db.sql("select distinct on (address) * from channels_mailbox order by address, id desc")
                .query((row, _) -> row(row))
                .list();
    }

    List<Change> newest(int limit) {
        return db
                .sql("select * from channels_mailbox order by id desc limit ?")
                .param(limit)
                .query((row, _) -> row(row))
                .list()
                .stream()
                .map(Row::change)
                .toList();
    }

    /// The mailbox that the newest of the mails was read in.
    Optional<String> reached(Collection<String> messageIds) {
        return db.sql("""
                        select headers ->> 'mailbox' from channels_inbox
                        where channel = 'email' and external_id = any(?) and headers ->> 'mailbox' is not null
                        order by received_at desc limit 1
                        """)
                .param(messageIds.toArray(String[]::new))
                .query(String.class)
                .optional();
    }

    /// How many mails were read in it since then.
    int read(EmailAddress address, Instant since) {
        return db.sql("""
                        select count(*) from channels_inbox
                        where channel = 'email' and headers ->> 'mailbox' = ? and received_at > ?
                        """)
                .params(address.value(), Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        var category = row.getString("category");
        return new Row(
                row.getLong("id"),
                row.getObject("secret", UUID.class),
                new Change(
                        new CityMailbox(
                                new EmailAddress(row.getString("address")),
                                row.getString("name"),
                                row.getBoolean("active"),
                                server(row, "imap"),
                                server(row, "smtp"),
                                oauth(row),
                                category == null ? null : new CategoryCode(category),
                                row.getBoolean("subaddresses")),
                        row.getTimestamp("saved_at").toInstant(),
                        new AgentId(row.getString("saved_by"))));
    }

    private static Server server(ResultSet row, String which) throws SQLException {
        return new Server(
                row.getString(which + "_host"),
                row.getInt(which + "_port"),
                row.getString(which + "_user"),
                Security.valueOf(row.getString(which + "_security")));
    }

    private static @Nullable OAuth oauth(ResultSet row) throws SQLException {
        var tokens = row.getString("oauth_tokens");
        return tokens == null ? null : new OAuth(tokens, row.getString("oauth_client"), row.getString("oauth_scope"));
    }

    /// @param secret absent where it does not hold any more
    record Row(long version, @Nullable UUID secret, Change change) {

        CityMailbox mailbox() {
            return change.what();
        }
    }
}
