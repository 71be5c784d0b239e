package fr.allomairies.workspace.knowledge;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Catalogue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// An article as typed: anything may be wrong in it.
///
/// @param known the version that she has before her; 0 for a new one
/// @param categories codes
/// @param reviewBy a day such as 2026-12-31; empty for none
public record ArticleForm(
        UUID id, int known, String title, String text, String told, List<String> categories, String reviewBy) {

    static ArticleForm blank() {
        return new ArticleForm(UUID.randomUUID(), 0, "", "", "", List.of(), "");
    }

    static ArticleForm of(Article article) {
        var content = article.content();
        var reviewBy = content.reviewBy();
        return new ArticleForm(
                article.id(),
                article.version(),
                content.title(),
                content.text(),
                content.told(),
                content.categories().stream().map(CategoryCode::value).toList(),
                reviewBy == null ? "" : reviewBy.toString());
    }

    static ArticleForm read(UUID id, MultiValueMap<String, String> fields) {
        var known = typed(fields, "known");
        return new ArticleForm(
                id,
                known.matches("\\d{1,9}") ? Integer.parseInt(known) : 0,
                typed(fields, "title"),
                typed(fields, "text"),
                typed(fields, "told"),
                fields.getOrDefault("categories", List.of()),
                typed(fields, "reviewBy"));
    }

    private static String typed(MultiValueMap<String, String> fields, String name) {
        var value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /// Her words on top of what somebody else has published meanwhile.
    ArticleForm over(int version) {
        return new ArticleForm(id, version, title, text, told, categories, reviewBy);
    }

    /// Codes that the catalogue does not have are left out.
    ///
    /// @throws DateTimeParseException if the day is none
    Article.Content content(Catalogue catalogue) {
        return new Article.Content(title, text, told, codes(catalogue).toList(), day());
    }

    private Stream<CategoryCode> codes(Catalogue catalogue) {
        return catalogue.categories().stream()
                .map(category -> category.code())
                .filter(code -> categories.contains(code.value()));
    }

    private @Nullable LocalDate day() {
        return reviewBy.isEmpty() ? null : LocalDate.parse(reviewBy);
    }
}
