package fr.allomairies.telephony;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.KeptContacts;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.Answer;
import fr.allomairies.voiceassistant.Answers;
import fr.allomairies.voiceassistant.KnownRequest;
import fr.allomairies.voiceassistant.KnownRequests;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.RequestStatuses;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;

/// In place of ticketing: there is every ticket, all are about roads, the service works on those of year 33, and what
/// an identity card needs may be told.
class PaperTickets {

    @Bean
    Ticketing ticketing() {
        var ticketing = mock(Ticketing.class);
        when(ticketing.ticket(any())).thenAnswer(asked -> {
            var summary = mock(TicketSummary.class);
            when(summary.id()).thenReturn(asked.getArgument(0));
            when(summary.category()).thenReturn(new CategoryCode("roads.pothole"));
            var view = mock(TicketView.class);
            when(view.summary()).thenReturn(summary);
            when(view.language()).thenReturn("fr");
            return Optional.of(view);
        });
        return ticketing;
    }

    @Bean
    KeptContacts kept() {
        return Set::copyOf;
    }

    @Bean
    RequestStatuses statuses() {
        return number -> number.startsWith("NCA-33-")
                ? Optional.of(new RequestStatus(number, RequestStatus.Stage.AT_WORK, LocalDate.of(2033, 3, 3)))
                : Optional.empty();
    }

    @Bean
    Answers answers() {
        return category -> category.value().equals("civil.id-card")
                ? Optional.of(new Answer("Carte d’identité", "Apportez une photo et un justificatif de domicile."))
                : Optional.empty();
    }

    /// Of the hole in the rue de France.
    @Bean
    KnownRequests known() {
        return (category, place) -> place.contains("rue de France")
                ? Optional.of(new KnownRequest(
                        "NCA-33-000123",
                        "14 rue de France",
                        LocalDate.of(2033, 3, 1),
                        RequestStatus.Stage.WITH_SERVICE))
                : Optional.empty();
    }

    @Bean
    Catalogue catalogue() {
        var category = mock(Category.class);
        when(category.skill()).thenReturn(new Skill("roads"));
        var catalogue = mock(Catalogue.class);
        when(catalogue.category(any())).thenReturn(Optional.of(category));
        when(catalogue.other()).thenReturn(category);
        return catalogue;
    }
}
