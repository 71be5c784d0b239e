package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.AgentId;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.CatalogueVersions.Head;
import fr.allomairies.ticketing.CatalogueVersions.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The versions, each whole.
@Repository
class CatalogueStore {

    /// Older ones can be taken back no more.
    static final int KEPT = 200;

    private final JdbcClient db;

    CatalogueStore(JdbcClient db) {
        this.db = db;
    }

    /// 0 where nothing was ever changed.
    long newest() {
        return db.sql("select coalesce(max(version), 0) from catalogue_version")
                .query(Long.class)
                .single();
    }

    Optional<Version> version(long number) {
        return number == 0
                ? Optional.of(new Version(0, Shipped.CONTENT))
                : db.sql("select * from catalogue_version where version = ?")
                        .param(number)
                        .query(CatalogueStore::version)
                        .optional();
    }

    /// The newest first.
    List<Head> heads(int limit) {
        return db.sql("select version, changed_at, changed_by from catalogue_version order by version desc limit ?")
                .param(limit)
                .query((row, _) -> new Head(
                        row.getLong("version"),
                        row.getTimestamp("changed_at").toInstant(),
                        new AgentId(row.getString("changed_by"))))
                .list();
    }

    /// In the caller's transaction, at whose end the next may change anything.
    void alone() {
        db.sql("lock table catalogue_version in share row exclusive mode").update();
    }

    /// In the caller's transaction.
    long add(Content content, AgentId by, Instant at) {
        var version = db.sql("""
                        insert into catalogue_version (services, categories, sectors, changed_at, changed_by)
                        values (?, ?, ?, ?, ?) returning version
                        """)
                .params(
                        CatalogueFiles.servicesText(content.services()),
                        CatalogueFiles.categoriesText(content.categories()),
                        content.sectors(),
                        Timestamp.from(at),
                        by.value())
                .query(Long.class)
                .single();
        db.sql("""
                        delete from catalogue_version
                        where version not in (select version from catalogue_version order by version desc limit ?)
                        """).param(KEPT).update();
        return version;
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getLong("version"),
                new Content(
                        CatalogueFiles.services(row.getString("services")).lines(),
                        CatalogueFiles.categories(row.getString("categories")).lines(),
                        row.getString("sectors")));
    }
}
