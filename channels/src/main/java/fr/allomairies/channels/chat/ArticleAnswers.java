package fr.allomairies.channels.chat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.voiceassistant.Answer;
import fr.allomairies.voiceassistant.Answers;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the articles of the house let the assistant tell.
@Component
class ArticleAnswers implements Answers {

    private final Knowledge knowledge;

    ArticleAnswers(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public Optional<Answer> about(CategoryCode category) {
        return knowledge
                .told(category)
                .map(article ->
                        new Answer(article.content().title(), article.content().told()));
    }
}
