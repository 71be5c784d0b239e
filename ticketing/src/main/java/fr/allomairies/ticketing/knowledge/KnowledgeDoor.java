package fr.allomairies.ticketing.knowledge;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.ArticlePublished;
import fr.allomairies.contact.SteeringEvent.ArticleWithdrawn;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.search.SearchQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the articles, each change with its event.
@Component
class KnowledgeDoor implements Knowledge {

    private static final int LONGEST_SEARCH = 300;
    private static final Refusal CHANGED =
            new Refusal("article-changed", "somebody has changed the article since it was read");

    private final ArticleStore store;
    private final Catalogue catalogue;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final CityClock clock;

    KnowledgeDoor(
            ArticleStore store, Catalogue catalogue, EventLog log, TransactionTemplate transaction, CityClock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Article> find(String words, int limit) {
        var typed = words.substring(0, Math.min(words.length(), LONGEST_SEARCH)).replace('\0', ' ');
        if (typed.isBlank()) {
            return store.all(limit);
        }
        var query = SearchQuery.of(typed);
        var found = query.words().isEmpty() ? List.<Article>of() : store.withAll(query.words(), limit);
        return found.isEmpty() ? store.near(typed, limit) : found;
    }

    @Override
    public List<Article> suggest(CategoryCode category, String words, int limit) {
        return store.helping(category, SearchQuery.of(words).anyWord(), limit);
    }

    @Override
    public Optional<Article> told(CategoryCode category) {
        return store.told(category, clock.today());
    }

    @Override
    public Optional<Article> article(UUID id) {
        return store.article(id);
    }

    @Override
    public List<Article> versions(UUID id) {
        return store.versions(id);
    }

    @Override
    public List<Article> withdrawn() {
        return store.withdrawn();
    }

    @Override
    public Optional<Refusal> publish(UUID id, int known, Article.Content content, AgentId by) {
        return fault(content)
                .or(() -> transaction.execute(_ -> {
                    var now = clock.now();
                    var next = new Article(id, known + 1, content, false, now, by);
                    if (!store.write(next)) {
                        return isWritten(next) ? Optional.empty() : Optional.of(CHANGED);
                    }
                    log.append(new ArticlePublished(now, id, next.version(), by));
                    return Optional.empty();
                }));
    }

    /// Whether this is the same order once more.
    private boolean isWritten(Article next) {
        return store.article(next.id())
                .filter(was -> was.version() == next.version()
                        && was.content().equals(next.content())
                        && was.writtenBy().equals(next.writtenBy())
                        && !was.withdrawn())
                .isPresent();
    }

    @Override
    public Optional<Refusal> withdraw(UUID id, int known, AgentId by) {
        return transaction.execute(_ -> {
            var now = clock.now();
            var written = store.article(id)
                    .filter(was -> !was.withdrawn())
                    .map(was -> new Article(id, known + 1, was.content(), true, now, by))
                    .filter(store::write);
            written.ifPresent(next -> log.append(new ArticleWithdrawn(now, id, next.version(), by)));
            return written.isPresent() ? Optional.empty() : Optional.of(CHANGED);
        });
    }

    private Optional<Refusal> fault(Article.Content content) {
        if (content.title().isEmpty() || content.title().length() > LONGEST_TITLE) {
            return refused("title-form", "a title is 1 to " + LONGEST_TITLE + " characters");
        }
        if (content.text().isEmpty() || content.text().length() > LONGEST_TEXT) {
            return refused("text-form", "a text is 1 to " + LONGEST_TEXT + " characters");
        }
        if (content.told().length() > LONGEST_TOLD) {
            return refused("told-form", "the assistant tells at most " + LONGEST_TOLD + " characters");
        }
        if (!content.told().isEmpty() && content.categories().isEmpty()) {
            return refused("told-nowhere", "the assistant tells it to who asks for a category");
        }
        if (content.categories().size() > MOST_CATEGORIES) {
            return refused("categories-many", "an article belongs to at most " + MOST_CATEGORIES + " categories");
        }
        if (content.categories().stream()
                .anyMatch(code -> catalogue.category(code).isEmpty())) {
            return refused("category-unknown", "the catalogue has no such category");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
