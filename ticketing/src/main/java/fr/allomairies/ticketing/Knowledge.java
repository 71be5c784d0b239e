package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The articles of the house. Safe for many threads.
public interface Knowledge {

    int LONGEST_TITLE = 120;
    int LONGEST_TEXT = 20_000;
    /// Half a minute on the telephone.
    int LONGEST_TOLD = 400;
    int MOST_CATEGORIES = 20;

    /// Those in force that have all the words, in French however they are written, the best first; when none has, those
    /// with a title near to what was typed. Nothing typed finds all, in the order of their titles.
    List<Article> find(String typed, int limit);

    /// What may help with a matter: articles of the category first, then those whose title has one of the words.
    ///
    /// @param words of the citizen, such as the subject
    List<Article> suggest(CategoryCode category, String words, int limit);

    /// The article from which the assistant tells something of a matter: of those in force that may still be believed
    /// the one that belongs to the fewest categories.
    Optional<Article> told(CategoryCode category);

    /// Also one that is withdrawn.
    Optional<Article> article(UUID id);

    /// As it was, the newest first.
    List<Article> versions(UUID id);

    /// In the order of their titles.
    List<Article> withdrawn();

    /// From now on it says that, also if it was withdrawn.
    ///
    /// @param id a new one for a new article, so that writing it twice is writing it once
    /// @param known the version that the author has before her; 0 for none
    /// @return `article-changed` when there is another version by now
    Optional<Refusal> publish(UUID id, int known, Article.Content content, AgentId by);

    /// Nobody is shown it any more but those who write.
    Optional<Refusal> withdraw(UUID id, int known, AgentId by);
}
