package fr.allomairies.application.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/// Keys as Spring Security asks for them. A key knows its owner by a hash of the login.
@Repository
class StoredKeys implements UserCredentialRepository {

    private final JdbcClient db;

    StoredKeys(JdbcClient db) {
        this.db = db;
    }

    static Bytes handle(String login) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            return new Bytes(hash.digest(("allo:" + login).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    List<CredentialRecord> of(String login) {
        return db.sql("select * from security_key where login = ? order by since")
                .param(login)
                .query((row, _) -> key(row))
                .list();
    }

    int remove(String login, String id) {
        return db.sql("delete from security_key where login = ? and id = ?")
                .params(login, id)
                .update();
    }

    @Override
    public void save(CredentialRecord key) {
        var login = Objects.requireNonNull(owners().findById(key.getUserEntityUserId()))
                .getName();
        db.sql("""
                        insert into security_key (id, login, name, public_key, attestation, client_data, transports,
                            signatures, verifies, backup_eligible, backed_up, since, used_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set signatures = excluded.signatures,
                            verifies = excluded.verifies, backed_up = excluded.backed_up, used_at = excluded.used_at
                        """)
                .params(
                        key.getCredentialId().toBase64UrlString(),
                        login,
                        key.getLabel(),
                        key.getPublicKey().getBytes(),
                        Objects.requireNonNull(key.getAttestationObject()).getBytes(),
                        Objects.requireNonNull(key.getAttestationClientDataJSON())
                                .getBytes(),
                        key.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(Collectors.joining(" ")),
                        key.getSignatureCount(),
                        key.isUvInitialized(),
                        key.isBackupEligible(),
                        key.isBackupState(),
                        Timestamp.from(key.getCreated()),
                        Timestamp.from(key.getLastUsed()))
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return db.sql("select * from security_key where id = ?")
                .param(id.toBase64UrlString())
                .query((row, _) -> key(row))
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        var owner = owners().findById(handle);
        return owner == null ? List.of() : of(owner.getName());
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("keys are removed by their owner alone");
    }

    private static CredentialRecord key(ResultSet row) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("id")))
                .userEntityUserId(handle(row.getString("login")))
                .label(row.getString("name"))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .transports(transports(row.getString("transports")))
                .signatureCount(row.getLong("signatures"))
                .uvInitialized(row.getBoolean("verifies"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .created(row.getTimestamp("since").toInstant())
                .lastUsed(row.getTimestamp("used_at").toInstant())
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String written) {
        return Arrays.stream(written.split(" "))
                .filter(name -> !name.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    PublicKeyCredentialUserEntityRepository owners() {
        return new Owners();
    }

    /// Accounts with a second factor; nothing of them is kept beside the account.
    private final class Owners implements PublicKeyCredentialUserEntityRepository {

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
            return db.sql("select login from second_factor where sha256(convert_to('allo:' || login, 'UTF8')) = ?")
                    .param(handle.getBytes())
                    .query(String.class)
                    .optional()
                    .map(this::findByUsername)
                    .orElse(null);
        }

        @Override
        public PublicKeyCredentialUserEntity findByUsername(String login) {
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(handle(login))
                    .name(login)
                    .displayName(login)
                    .build();
        }

        @Override
        public void save(PublicKeyCredentialUserEntity owner) {
            // it is the account
        }

        @Override
        public void delete(Bytes handle) {
            // with the account
        }
    }
}
