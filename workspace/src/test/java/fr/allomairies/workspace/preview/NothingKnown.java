package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Knowledge;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A house without articles.
final class NothingKnown implements Knowledge {

    @Override
    public List<Article> find(String typed, int limit) {
        return List.of();
    }

    @Override
    public List<Article> suggest(CategoryCode category, String words, int limit) {
        return List.of();
    }

    @Override
    public Optional<Article> told(CategoryCode category) {
        return Optional.empty();
    }

    @Override
    public Optional<Article> article(UUID id) {
        return Optional.empty();
    }

    @Override
    public List<Article> versions(UUID id) {
        return List.of();
    }

    @Override
    public List<Article> withdrawn() {
        return List.of();
    }

    @Override
    public Optional<Refusal> publish(UUID id, int known, Article.Content content, AgentId by) {
        throw new UnsupportedOperationException("nobody writes in a preview");
    }

    @Override
    public Optional<Refusal> withdraw(UUID id, int known, AgentId by) {
        throw new UnsupportedOperationException("nobody writes in a preview");
    }
}
