package fr.allomairies.ticketing.web;

import fr.allomairies.ticketing.NewAttachment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A file on its way to a browser, which must never execute it. Photos are shown, whatever their name says they are;
/// everything else is only ever saved.
final class AttachmentResponse {

    private AttachmentResponse() {}

    /// 404 when there is no such file.
    static ResponseEntity<byte[]> of(Optional<NewAttachment> file) {
        return file.map(AttachmentResponse::of)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> of(NewAttachment file) {
        var image = SafeImage.of(file.content());
        var disposition = image.isPresent() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(image.map(SafeImage::type).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .body(file.content());
    }
}
