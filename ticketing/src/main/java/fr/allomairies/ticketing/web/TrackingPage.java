package fr.allomairies.ticketing.web;

import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request as its citizen sees it: nothing internal, nothing of the names and addresses that we keep.
///
/// @param place the address, or nothing
record TrackingPage(
        TicketSummary ticket,
        StatusLabel status,
        boolean open,
        @Nullable String place,
        List<Step> steps,
        List<Message> messages) {

    static TrackingPage of(TicketView view, List<Step> steps) {
        var ticket = view.summary();
        var open = ticket.status() != TicketStatus.RESOLVED && ticket.status() != TicketStatus.CLOSED;
        return new TrackingPage(
                ticket,
                StatusLabel.of(ticket),
                open,
                view.place() == null ? null : view.place().address(),
                steps,
                view.interactions().stream()
                        .filter(TrackingPage::isForTheCitizen)
                        .map(Message::of)
                        .toList());
    }

    /// Whether a file of the ticket may be read on this page.
    static boolean shows(TicketView view, UUID attachment) {
        return view.interactions().stream()
                .filter(TrackingPage::isForTheCitizen)
                .flatMap(said -> said.attachments().stream())
                .anyMatch(file -> file.id().equals(attachment));
    }

    private static boolean isForTheCitizen(Interaction said) {
        return said.direction() != Direction.INTERNAL
                && (said.kind() == InteractionKind.MESSAGE
                        || said.kind() == InteractionKind.CALL && said.direction() == Direction.IN);
    }

    /// @param own written by the citizen
    record Message(
            boolean own, boolean call, Instant at, String text, List<Attachment> photos, List<Attachment> files) {

        static Message of(Interaction said) {
            return new Message(
                    said.direction() == Direction.IN,
                    said.kind() == InteractionKind.CALL,
                    said.at(),
                    said.text(),
                    said.attachments().stream()
                            .filter(Attachment::isOpen)
                            .filter(Message::isPhoto)
                            .toList(),
                    said.attachments().stream()
                            .filter(Attachment::isOpen)
                            .filter(file -> !isPhoto(file))
                            .toList());
        }

        private static boolean isPhoto(Attachment file) {
            return SafeImage.isSafe(file.type());
        }
    }
}
