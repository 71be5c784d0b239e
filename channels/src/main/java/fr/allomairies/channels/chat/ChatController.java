package fr.allomairies.channels.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import fr.allomairies.channels.ChatFiles;
import fr.allomairies.channels.ChatFiles.Checked;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.NewAttachment;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.util.UriUtils;

/// The widget's API. Public: the token in the address is the right to the conversation.
@RestController
@RequestMapping("/api/chat/conversations")
class ChatController {

    /// Of a file, percent-encoded as in an address.
    static final String FILE_NAME = "X-File-Name";

    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png");
    private static final int TRANSCRIPTS_PER_MINUTE = 10;
    private static final int LONGEST_NAME = 100;
    private static final int FILES_PER_MINUTE = 60;
    private static final int MARKS_PER_MINUTE = 120;

    private final Chat chat;
    private final ChatStreams streams;
    private final ChatConversations conversations;
    private final Transcript transcript;
    private final ChatSettings settings;
    private final FloodGate floodGate;
    private final Marks marks;
    private final ChatFiles files;
    private final Attachments attachments;
    private final TranscriptMail mail;

    ChatController(
            Chat chat,
            ChatStreams streams,
            ChatConversations conversations,
            Transcript transcript,
            ChatSettings settings,
            FloodGate floodGate,
            Marks marks,
            ChatFiles files,
            Attachments attachments,
            TranscriptMail mail) {
        this.chat = chat;
        this.streams = streams;
        this.conversations = conversations;
        this.transcript = transcript;
        this.settings = settings;
        this.floodGate = floodGate;
        this.marks = marks;
        this.files = files;
        this.attachments = attachments;
        this.mail = mail;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> start(HttpServletRequest request) throws IOException {
        floodGate.pass(request.getRemoteAddr());
        var hello = ChatBody.read(request, Hello.class);
        if (hello.name() != null && hello.name().length() > LONGEST_NAME) {
            throw new ChatRefusal(400, "name-too-long", "name has more than " + LONGEST_NAME + " characters");
        }
        var name = Optional.ofNullable(hello.name()).map(text -> PlainText.line(text, LONGEST_NAME));
        var language = "en".equals(hello.language()) ? "en" : "fr";
        return Map.of(
                "token", chat.start(name.filter(text -> !text.isEmpty()).orElse(null), email(hello.email()), language));
    }

    @PostMapping("/{token}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> say(@PathVariable String token, HttpServletRequest request) throws IOException {
        var conversation = chat.conversation(token);
        var message = ChatBody.read(request, Message.class);
        check(message);
        chat.say(conversation.id(), message.id(), message.text());
        return Map.of("id", message.id());
    }

    @PutMapping("/{token}/files/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> give(
            @PathVariable String token,
            @PathVariable String id,
            @RequestHeader(name = FILE_NAME, defaultValue = "") String name,
            HttpServletRequest request)
            throws IOException {
        var conversation = chat.conversation(token);
        checkId(id);
        floodGate.pass("files:" + request.getRemoteAddr(), FILES_PER_MINUTE, "too-many-files");
        var content = request.getInputStream().readNBytes(files.largest() + 1);
        switch (files.check(UriUtils.decode(name, StandardCharsets.UTF_8), content)) {
            case Checked.Good(var file) -> chat.give(conversation.id(), id, file);
            case Checked.Bad(var why) ->
                throw new ChatRefusal(why.code().equals("file-too-large") ? 413 : 422, why.code(), why.detail());
        }
        return Map.of("id", id);
    }

    /// Of what was said in the conversation, by either side.
    @GetMapping("/{token}/files/{file}")
    ResponseEntity<byte[]> file(@PathVariable String token, @PathVariable UUID file) {
        var conversation = chat.conversation(token);
        return transcript.of(conversation).stream()
                .flatMap(line -> line.files().stream())
                .filter(given -> given.id().equals(file))
                .findFirst()
                .flatMap(given -> attachments.content(given.id()))
                .map(ChatController::answer)
                .orElseThrow(() -> new ChatRefusal(404, "file-not-found", "no such file in this conversation"));
    }

    /// A photo is shown, for it was drawn anew; anything else is only ever saved.
    private static ResponseEntity<byte[]> answer(NewAttachment file) {
        var shown = SHOWN.contains(file.type());
        var disposition = (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(shown ? MediaType.parseMediaType(file.type()) : MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(file.content());
    }

    @PostMapping("/{token}/transcript")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> transcript(@PathVariable String token, HttpServletRequest request) throws IOException {
        var conversation = chat.conversation(token);
        floodGate.pass("transcript:" + request.getRemoteAddr(), TRANSCRIPTS_PER_MINUTE, "too-many-transcripts");
        var wanted = email(ChatBody.read(request, Recipient.class).email());
        if (wanted == null) {
            throw new ChatRefusal(400, "email-invalid", "email is not an e-mail address");
        }
        mail.send(conversation, wanted);
        return Map.of("email", wanted.value());
    }

    @GetMapping(path = "/{token}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        var conversation = chat.conversation(token);
        var sent = last != null && last.matches("\\d{1,6}") ? Integer.parseInt(last) : 0;
        var stream = new ChatStream(conversation.id(), sent, this::now);
        streams.add(stream);
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(stream.emitter());
    }

    @PostMapping("/{token}/marks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mark(@PathVariable String token, HttpServletRequest request) throws IOException {
        var conversation = chat.conversation(token);
        floodGate.pass("marks:" + conversation.id(), MARKS_PER_MINUTE, "too-many-marks");
        var given = ChatBody.read(request, GivenMark.class);
        marks.citizen(conversation.id(), Boolean.TRUE.equals(given.typing()), given.readUntil());
    }

    @PostMapping("/{token}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String token) {
        chat.leave(chat.conversation(token).id());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refusal(ChatRefusal refusal) {
        return problem(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> notNow() {
        return problem(503, "not-now", "the message cannot be taken now; send it again with the same id");
    }

    private ChatStream.Now now(UUID id) {
        var conversation = conversations.find(id);
        return new ChatStream.Now(
                conversation, transcript.of(conversation), chat.standing(conversation), marks.ofAgent(id));
    }

    private static void checkId(String id) {
        if (!id.matches("[A-Za-z0-9_-]{8,64}")) {
            throw new ChatRefusal(400, "message-id-invalid", "id is 8 to 64 letters, digits, _ or -");
        }
    }

    private void check(Message message) {
        checkId(message.id());
        if (message.text() == null
                || PlainText.clean(message.text(), settings.longestMessage()).isEmpty()) {
            throw new ChatRefusal(400, "message-empty", "text is empty");
        }
        if (message.text().length() > settings.longestMessage()) {
            throw new ChatRefusal(
                    413, "message-too-long", "text has more than " + settings.longestMessage() + " characters");
        }
    }

    private static @Nullable EmailAddress email(@Nullable String typed) {
        try {
            return Optional.ofNullable(typed)
                    .filter(text -> !text.isBlank())
                    .map(EmailAddress::new)
                    .orElse(null);
        } catch (IllegalArgumentException _) {
            throw new ChatRefusal(400, "email-invalid", "email is not an e-mail address");
        }
    }

    private static ResponseEntity<ProblemDetail> problem(int status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        problem.setType(URI.create("about:blank"));
        problem.setProperty("code", code);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    record Hello(
            @Nullable String name,
            @Nullable String email,
            @Nullable String language) {}

    record Recipient(@Nullable String email) {}

    /// @param typing absent for not
    /// @param read when the last line was said that he has read
    record GivenMark(@Nullable Boolean typing, @Nullable String read) {

        @Nullable
        Instant readUntil() {
            try {
                return read == null ? null : Instant.parse(read);
            } catch (DateTimeParseException _) {
                throw new ChatRefusal(400, "field-invalid", "read is not an instant of ISO 8601");
            }
        }
    }

    /// Both are empty where the body leaves them out.
    record Message(String id, String text) {

        @JsonCreator
        static Message of(@Nullable String id, @Nullable String text) {
            return new Message(Objects.requireNonNullElse(id, ""), Objects.requireNonNullElse(text, ""));
        }
    }
}
