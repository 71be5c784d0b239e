package fr.allomairies.workspace.desk;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the house knows of a ticket's matter, beside the conversation.
@RestController
@RequestMapping("/api/desk")
class ArticleApi {

    private static final int SUGGESTED = 4;
    private static final int FOUND = 8;

    private final Knowledge knowledge;
    private final Ticketing ticketing;
    private final Clock clock;

    ArticleApi(Knowledge knowledge, Ticketing ticketing, Clock clock) {
        this.knowledge = knowledge;
        this.ticketing = ticketing;
        this.clock = clock;
    }

    /// None for a ticket that is not there.
    @GetMapping("/tickets/{ticket}/articles")
    List<Shown> suggested(@PathVariable TicketId ticket) {
        return ticketing
                .ticket(ticket)
                .map(view -> shown(knowledge.suggest(
                        view.summary().category(), view.summary().subject(), SUGGESTED)))
                .orElse(List.of());
    }

    @GetMapping("/articles")
    List<Shown> found(@RequestParam String q) {
        return shown(knowledge.find(q, FOUND));
    }

    private List<Shown> shown(List<Article> articles) {
        var today = LocalDate.ofInstant(clock.instant(), Interval.CITY);
        return articles.stream()
                .map(article -> new Shown(
                        article.id(),
                        article.content().title(),
                        article.content().text(),
                        article.isStale(today)))
                .toList();
    }

    /// @param stale somebody should have read it again by now
    record Shown(UUID id, String title, String text, boolean stale) {}
}
