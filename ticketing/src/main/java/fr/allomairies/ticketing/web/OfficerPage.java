package fr.allomairies.ticketing.web;

import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request as the service in charge sees it: what it needs for the work, without the citizen's addresses.
///
/// @param ours still in the service's hands
/// @param begun the service has already said that it is at work
/// @param today the earliest day that can be announced
record OfficerPage(
        OfficerLine line,
        boolean ours,
        boolean begun,
        LocalDate today,
        @Nullable Place place,
        @Nullable String citizen,
        List<Said> said) {

    static OfficerPage of(TicketView view, LocalDate today) {
        var ticket = view.summary();
        return new OfficerPage(
                OfficerLine.of(ticket, today),
                ticket.status() == TicketStatus.WITH_SERVICE,
                ticket.progress() == ServiceProgress.IN_PROGRESS,
                today,
                view.place(),
                view.citizen().name(),
                view.interactions().stream()
                        .filter(each -> !isLetter(each))
                        .map(each -> new Said(each, Step.of(List.of(), List.of(each))))
                        .toList());
    }

    /// Whether a file is of the ticket, or of one that is one matter with it.
    static boolean shows(TicketView view, UUID attachment) {
        return view.interactions().stream()
                .flatMap(said -> said.attachments().stream())
                .anyMatch(file -> file.id().equals(attachment));
    }

    /// The house's own letters repeat what the service has said itself.
    private static boolean isLetter(Interaction said) {
        return said.direction() == Direction.OUT && said.kind() != InteractionKind.MESSAGE;
    }

    /// @param steps the one step that it was, when a service reported
    record Said(Interaction interaction, List<Step> steps) {

        public List<Attachment> photos() {
            return interaction.attachments().stream()
                    .filter(file -> file.isOpen() && SafeImage.isSafe(file.type()))
                    .toList();
        }

        public List<Attachment> files() {
            return interaction.attachments().stream()
                    .filter(file -> file.isOpen() && !SafeImage.isSafe(file.type()))
                    .toList();
        }
    }
}
