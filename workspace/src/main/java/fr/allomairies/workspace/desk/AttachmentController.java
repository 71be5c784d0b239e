package fr.allomairies.workspace.desk;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.NewAttachment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Files of tickets. Pictures are shown and messages of the answering machine played; anything else is only ever saved,
/// whatever it claims to be.
@RestController
class AttachmentController {

    private static final Set<String> SHOWN =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "audio/wav", "audio/ogg");

    private final Attachments attachments;

    AttachmentController(Attachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping("/api/desk/tickets/{ticket}/attachments/{attachment}")
    ResponseEntity<byte[]> attachment(@PathVariable TicketId ticket, @PathVariable UUID attachment) {
        return attachments
                .content(attachment, ticket)
                .map(AttachmentController::answer)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> answer(NewAttachment file) {
        var shown = SHOWN.contains(file.type());
        var disposition = (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(shown ? MediaType.parseMediaType(file.type()) : MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(file.content());
    }
}
