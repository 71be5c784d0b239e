package fr.allomairies.ticketing.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.ArticlePublished;
import fr.allomairies.contact.SteeringEvent.ArticleWithdrawn;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.ticketing.OnPostgres;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class KnowledgeIT extends OnPostgres {

    private static final AgentId SOFIA = new AgentId("sofia");
    private static final AgentId MARC = new AgentId("marc");
    private static final CategoryCode DUMPING = new CategoryCode("cleaning.dumping");
    private static final int MANY = 50;

    @Autowired
    Knowledge knowledge;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nothingIsKnown() {
        db.sql("truncate article, article_version").update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Collecte des encombrants | encombrant",
                "Collecte des encombrants | ENCOMBRANTS collecte",
                "Collecte des encombrants | encombrents",
                "Déchèteries : horaires | decheterie",
                "Déchèteries : horaires | de\u0301che\u0300terie",
                "Demander une carte d'identité | carte d’identite",
            })
    void findsAnArticleHoweverItsWordsAreTyped(String title, String typed) {
        var article = publish(title, "Le texte.");
        publish("Piscines ouvertes l'été", "Le bain des enfants.");

        assertThat(knowledge.find(typed, MANY)).extracting(Article::id).containsExactly(article);
    }

    @Test
    void aWordInTheTitleCountsMoreThanOneInTheText() {
        publish("Jours de marché", "Le marché et ses encombrants.");
        var first = publish("Encombrants", "Sur rendez-vous.");

        assertThat(knowledge.find("encombrants", MANY))
                .hasSize(2)
                .first()
                .extracting(Article::id)
                .isEqualTo(first);
    }

    @Test
    void nothingTypedFindsAllInTheOrderOfTheirTitles() {
        publish("Écoles", "Texte.");
        publish("Zones bleues", "Texte.");
        publish("animaux trouvés", "Texte.");

        assertThat(titles(knowledge.find("  ", MANY))).containsExactly("animaux trouvés", "Écoles", "Zones bleues");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"' & ( | :*", "***", "'' OR 1=1 --", "\u0000", "   ! "})
    void whateverIsTypedIsASearch(String typed) {
        publish("Encombrants", "Texte.");

        assertThat(knowledge.find(typed, MANY)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void suggestsWhatBelongsToTheCategoryAndThenWhatIsCalledLikeTheMatter() {
        var byWord = publish("Matelas : où les déposer", "Texte.");
        var ofCategory = publish("Encombrants", "Texte.", DUMPING);
        publish("Autre chose", "Le matelas n'est que dans le texte.");

        assertThat(knowledge.suggest(DUMPING, "Un matelas devant chez moi", MANY))
                .extracting(Article::id)
                .containsExactly(ofCategory, byWord);
        assertThat(knowledge.suggest(DUMPING, "", MANY)).extracting(Article::id).containsExactly(ofCategory);
    }

    @Test
    void keepsWhatItSaidBeforeAndTellsWhoChangedIt() {
        var before = log.head();
        var id = publish("Encombrants", "Le lundi.");

        assertThat(knowledge.publish(id, 1, content("Encombrants", "Le mardi."), MARC))
                .isEmpty();

        assertThat(knowledge.versions(id))
                .extracting(article -> article.content().text())
                .containsExactly("Le mardi.", "Le lundi.");
        await().untilAsserted(() -> assertThat(eventsOf(id, before))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(ArticlePublished.class, event -> {
                    assertThat(event.article()).isEqualTo(id);
                    assertThat(event.version()).isEqualTo(2);
                    assertThat(event.by()).isEqualTo(MARC);
                }));
    }

    @Test
    void whoWritesOnWhatAnotherHasChangedIsToldAndNothingIsLost() {
        var id = publish("Encombrants", "Le lundi.");
        knowledge.publish(id, 1, content("Encombrants", "Le mardi."), MARC);

        assertThat(code(knowledge.publish(id, 1, content("Encombrants", "Le jeudi."), SOFIA)))
                .isEqualTo("article-changed");
        assertThat(code(knowledge.withdraw(id, 1, SOFIA))).isEqualTo("article-changed");
        assertThat(knowledge.article(id).orElseThrow().content().text()).isEqualTo("Le mardi.");
    }

    @Test
    void ofManyWhoWriteAtOnceOneIsRight() throws Exception {
        var id = publish("Encombrants", "Le lundi.");

        var answers = together(
                8,
                () -> knowledge.publish(
                        id, 1, content("Encombrants", UUID.randomUUID().toString()), SOFIA));

        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(knowledge.versions(id)).hasSize(2);
    }

    @Test
    void theSameOrderTwiceWritesItOnce() {
        var id = UUID.randomUUID();
        var content = content("Encombrants", "Le lundi.");

        assertThat(knowledge.publish(id, 0, content, SOFIA)).isEmpty();
        assertThat(knowledge.publish(id, 0, content, SOFIA)).isEmpty();

        assertThat(knowledge.versions(id)).hasSize(1);
    }

    @Test
    void whatIsWithdrawnIsShownToNobodyUntilItIsPublishedAgain() {
        var before = log.head();
        var id = publish("Encombrants", "Le lundi.", DUMPING);

        assertThat(knowledge.withdraw(id, 1, SOFIA)).isEmpty();

        assertThat(knowledge.find("encombrants", MANY)).isEmpty();
        assertThat(knowledge.find("", MANY)).isEmpty();
        assertThat(knowledge.suggest(DUMPING, "encombrants", MANY)).isEmpty();
        assertThat(knowledge.withdrawn()).extracting(Article::id).containsExactly(id);
        await().untilAsserted(() -> assertThat(eventsOf(id, before)).last().isInstanceOf(ArticleWithdrawn.class));

        assertThat(knowledge.publish(id, 2, content("Encombrants", "Le lundi."), SOFIA))
                .isEmpty();
        assertThat(knowledge.find("encombrants", MANY)).hasSize(1);
    }

    @Test
    void theAssistantTellsWhatIsMeantToBeToldAndMayStillBeBelieved() {
        var today = LocalDate.now(ZoneId.of("Europe/Paris"));
        publish("Encombrants", "Texte.", DUMPING);
        assertThat(knowledge.told(DUMPING)).isEmpty();

        put(told("Général", null, DUMPING, new CategoryCode("waste.bulky")));
        put(told("Périmée", today.minusDays(1), DUMPING));
        assertThat(knowledge.told(DUMPING).orElseThrow().content().title()).isEqualTo("Général");

        var id = UUID.randomUUID();
        assertThat(knowledge.publish(id, 0, told("Précis", today, DUMPING), SOFIA))
                .isEmpty();
        assertThat(knowledge.told(DUMPING).orElseThrow().content().told()).isEqualTo("À dire.");
        assertThat(knowledge.told(DUMPING).orElseThrow().id()).isEqualTo(id);
        assertThat(knowledge.versions(id).getFirst().content().told()).isEqualTo("À dire.");
        assertThat(knowledge.told(new CategoryCode("waste.missed"))).isEmpty();

        assertThat(knowledge.withdraw(id, 1, SOFIA)).isEmpty();
        assertThat(knowledge.told(DUMPING).orElseThrow().content().title()).isEqualTo("Général");
    }

    @Test
    void refusesWhatTheAssistantCouldNotTell() {
        var tooLong = "x".repeat(Knowledge.LONGEST_TOLD + 1);
        assertThat(code(put(new Article.Content("Titre", "Texte.", tooLong, List.of(DUMPING), null))))
                .isEqualTo("told-form");
        assertThat(code(put(told("Titre", null)))).isEqualTo("told-nowhere");
    }

    private static Article.Content told(String title, @Nullable LocalDate reviewBy, CategoryCode... categories) {
        return new Article.Content(title, "Texte.", "À dire.", List.of(categories), reviewBy);
    }

    @Test
    void refusesWhatNobodyCouldRead() {
        assertThat(code(put(content(" ", "Texte.")))).isEqualTo("title-form");
        assertThat(code(put(content("x".repeat(Knowledge.LONGEST_TITLE + 1), "Texte."))))
                .isEqualTo("title-form");
        assertThat(code(put(content("Titre", "\n \n")))).isEqualTo("text-form");
        assertThat(code(put(content("Titre", "x".repeat(Knowledge.LONGEST_TEXT + 1)))))
                .isEqualTo("text-form");
        assertThat(code(put(content("Titre", "Texte.", new CategoryCode("no.such")))))
                .isEqualTo("category-unknown");
        assertThat(knowledge.find("", MANY)).isEmpty();
    }

    @Test
    void isStaleFromTheDayAfterItsLast() {
        var last = LocalDate.of(2026, 6, 30);
        var id = UUID.randomUUID();
        knowledge.publish(id, 0, new Article.Content("Titre", "Texte.", "", List.of(), last), SOFIA);

        var article = knowledge.article(id).orElseThrow();

        assertThat(article.isStale(last)).isFalse();
        assertThat(article.isStale(last.plusDays(1))).isTrue();
    }

    private UUID publish(String title, String text, CategoryCode... categories) {
        var id = UUID.randomUUID();
        assertThat(knowledge.publish(id, 0, content(title, text, categories), SOFIA))
                .isEmpty();
        return id;
    }

    private Optional<Refusal> put(Article.Content content) {
        return knowledge.publish(UUID.randomUUID(), 0, content, SOFIA);
    }

    private static Article.Content content(String title, String text, CategoryCode... categories) {
        return new Article.Content(title, text, "", List.of(categories), null);
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("");
    }

    private static List<String> titles(List<Article> articles) {
        return articles.stream().map(article -> article.content().title()).toList();
    }

    /// The log is read a moment after it was written, also after another test's end.
    private List<Event> eventsOf(UUID article, long after) {
        return log.read(after, MANY).stream()
                .map(LogEntry::event)
                .filter(event -> event instanceof ArticlePublished published
                                && published.article().equals(article)
                        || event instanceof ArticleWithdrawn withdrawn
                                && withdrawn.article().equals(article))
                .toList();
    }
}
