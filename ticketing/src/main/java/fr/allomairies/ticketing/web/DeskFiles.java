package fr.allomairies.ticketing.web;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Attachments;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Files of tickets for the desk, whose addresses only téléconseillers reach.
@Controller
class DeskFiles {

    private final Attachments attachments;

    DeskFiles(Attachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping("/api/desk/tickets/{ticket}/files/{attachment}")
    ResponseEntity<byte[]> file(@PathVariable UUID ticket, @PathVariable UUID attachment) {
        return AttachmentResponse.of(attachments.content(attachment, new TicketId(ticket)));
    }
}
