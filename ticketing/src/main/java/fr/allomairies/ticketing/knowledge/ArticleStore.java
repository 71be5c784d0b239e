package fr.allomairies.ticketing.knowledge;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Article;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Articles and all that they ever said.
@Repository
class ArticleStore {

    /// How much of what was typed has to be in a title that is near to it.
    private static final double NEAR = 0.45;

    private final JdbcClient db;

    ArticleStore(JdbcClient db) {
        this.db = db;
    }

    /// @return whether it was the next version
    boolean write(Article article) {
        var sql = article.version() == 1 ? """
                insert into article (id, version, title, body, told, categories, review_by, withdrawn, written_at, written_by)
                values (:id, :version, :title, :body, :told, :categories, :reviewBy, :withdrawn, :at, :by) on conflict do nothing
                """ : """
                update article set version = :version, title = :title, body = :body, told = :told,
                    categories = :categories, review_by = :reviewBy, withdrawn = :withdrawn, written_at = :at, written_by = :by
                where id = :id and version = :version - 1
                """;
        var content = article.content();
        var written = db.sql(sql)
                .param("id", article.id())
                .param("version", article.version())
                .param("title", content.title())
                .param("body", content.text())
                .param("told", content.told())
                .param(
                        "categories",
                        content.categories().stream().map(CategoryCode::value).toArray(String[]::new))
                .param("reviewBy", content.reviewBy())
                .param("withdrawn", article.withdrawn())
                .param("at", Timestamp.from(article.writtenAt()))
                .param("by", article.writtenBy().value())
                .update();
        if (written == 1) {
            db.sql("""
                    insert into article_version
                        (id, version, title, body, told, categories, review_by, withdrawn, written_at, written_by)
                    select id, version, title, body, told, categories, review_by, withdrawn, written_at, written_by
                    from article where id = ?
                    """).param(article.id()).update();
        }
        return written == 1;
    }

    Optional<Article> article(UUID id) {
        return db.sql("select * from article where id = ?")
                .param(id)
                .query((row, _) -> article(row))
                .optional();
    }

    List<Article> versions(UUID id) {
        return db.sql("select * from article_version where id = ? order by version desc")
                .param(id)
                .query((row, _) -> article(row))
                .list();
    }

    List<Article> all(int limit) {
        return db.sql("select * from article where not withdrawn order by unaccent(lower(title)), id limit ?")
                .param(limit)
                .query((row, _) -> article(row))
                .list();
    }

    List<Article> withdrawn() {
        return db.sql("select * from article where withdrawn order by unaccent(lower(title)), id")
                .query((row, _) -> article(row))
                .list();
    }

    /// @param words for `to_tsquery`
    List<Article> withAll(String words, int limit) {
        return db.sql("""
                        select article.* from article, to_tsquery('allo_french', :words) as wanted
                        where not withdrawn and document @@ wanted
                        order by ts_rank(document, wanted) desc, title, id limit :limit
                        """)
                .param("words", words)
                .param("limit", limit)
                .query((row, _) -> article(row))
                .list();
    }

    List<Article> near(String typed, int limit) {
        return db.sql("""
                        select article.*
                        from article, strict_word_similarity(unaccent(lower(:typed)), unaccent(lower(title))) as near
                        where not withdrawn and near >= :least order by near desc, title, id limit :limit
                        """)
                .param("typed", typed)
                .param("least", NEAR)
                .param("limit", limit)
                .query((row, _) -> article(row))
                .list();
    }

    /// @param anyWord for `to_tsquery`; empty for none
    List<Article> helping(CategoryCode category, String anyWord, int limit) {
        return db.sql("""
                        select article.* from article, to_tsquery('allo_french', :words) as wanted
                        where not withdrawn
                          and (:code = any(categories) or ts_filter(document, '{a}') @@ wanted)
                        order by :code = any(categories) desc, ts_rank(document, wanted) desc, title, id limit :limit
                        """)
                .param("words", anyWord)
                .param("code", category.value())
                .param("limit", limit)
                .query((row, _) -> article(row))
                .list();
    }

    Optional<Article> told(CategoryCode category, LocalDate today) {
        return db.sql("""
                        select * from article
                        where :code = any(categories) and not withdrawn and told <> ''
                          and (review_by is null or review_by >= :today)
                        order by cardinality(categories), title, id limit 1
                        """)
                .param("code", category.value())
                .param("today", today)
                .query((row, _) -> article(row))
                .optional();
    }

    private static Article article(ResultSet row) throws SQLException {
        var categories = (String[]) row.getArray("categories").getArray();
        return new Article(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                new Article.Content(
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("told"),
                        Arrays.stream(categories).map(CategoryCode::new).toList(),
                        row.getObject("review_by", LocalDate.class)),
                row.getBoolean("withdrawn"),
                row.getTimestamp("written_at").toInstant(),
                new AgentId(row.getString("written_by")));
    }
}
