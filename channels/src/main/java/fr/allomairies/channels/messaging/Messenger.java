package fr.allomairies.channels.messaging;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.channels.chat.MessengerTalk;
import fr.allomairies.channels.chat.OpeningLine;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.Outgoing.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A member of the family: the shapes of its webhook and of its API, and its rules of when a citizen may be written to.
/// All else, from the signature to the marks of what was read, is the same for all. The webhook of `chat-x` is
/// `/api/messaging/x`.
abstract class Messenger implements ChannelAdapter {

    static final String NUMBER = "number";
    static final String TRACKING = "tracking";

    static final int LONGEST_NAME = 100;

    /// Codes of Meta: its own troubles, too much at a time, a pause that it imposes, a token of ours that is over.
    private static final Set<String> PASSING = Set.of(
            "1", "2", "4", "17", "32", "80006", "80007", "102", "190", "341", "368", "613", "1200", "130429", "131000",
            "131016", "131048", "131056", "131057", "133004");

    /// For which a citizen who writes may be answered freely, everywhere in the family.
    static final Duration DAY = Duration.ofHours(24);

    private final ChannelKind kind;
    private final Account account;
    private final Parties parties;
    private final ProviderEvents events;
    private final Clock clock;

    /// @param name of the channel after `chat-`
    Messenger(String name, Account account, Parties parties, ProviderEvents events, Clock clock) {
        this.kind = new ChannelKind("chat-" + name);
        this.account = account;
        this.parties = parties;
        this.events = events;
        this.clock = clock;
    }

    /// What a call of the webhook tells, in its order. What is not for us is left out.
    abstract List<Piece> pieces(JsonNode call);

    /// Never fails on what a provider may send, now or later.
    abstract Told read(JsonNode piece);

    /// @param heardAt when he wrote last
    /// @param automatic whether the house itself speaks, and no person
    abstract Way way(Instant heardAt, Instant now, boolean automatic);

    /// Below the address of the API.
    abstract String pathOfSending();

    /// What the API is sent, as JSON.
    abstract Map<String, Object> message(String party, Text text, Way way);

    /// The id of what was sent, as later calls name it.
    abstract Optional<String> sentId(JsonNode answer);

    /// Why it will never be taken, as a kebab-case code, where the provider's code says so.
    abstract Optional<String> refusal(JsonNode answer);

    /// Characters of one message.
    abstract int longest();

    /// The same; empty where it may be taken later. What Meta faults in a message, or forbids, stays so, unless it is
    /// one of the few things that pass.
    Optional<String> refusal(int status, JsonNode answer) {
        var error = answer.path("error");
        var passes = PASSING.contains(text(error, "code"))
                || error.path("is_transient").asBoolean(false);
        return refusal(answer)
                .or(() -> (status == 400 || status == 403) && error.has("code") && !passes
                        ? Optional.of("refused")
                        : Optional.empty());
    }

    Account account() {
        return account;
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    @Override
    public Optional<String> outboundUri() {
        return Optional.of("bean:" + MessagingSender.NAME + "?method=send");
    }

    @Override
    public Weight weight() {
        return OpeningLine.WEIGHT;
    }

    @Override
    public boolean isSetUp() {
        return account.isSetUp();
    }

    @Override
    public Optional<Instant> waitsSince() {
        return events.oldest(kind, clock.instant());
    }

    /// The line that opens a contact; those that follow are said within it.
    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage {
        return OpeningLine.read(kind, raw, contact, receivedAt);
    }

    @Override
    public Optional<String> hindrance(Letter letter) {
        if (!isSetUp()) {
            return Optional.of("not-set-up");
        }
        return parties.of(letter.ticket(), kind)
                .map(party -> way(party.heardAt(), clock.instant(), letter.automatic()) == Way.NOT
                        ? Optional.of("window-over")
                        : Optional.<String>empty())
                .orElse(Optional.of("no-conversation"));
    }

    @Override
    public RawMessage write(Letter letter) {
        var party = parties.of(letter.ticket(), kind).orElseThrow();
        var headers = new HashMap<>(MessengerTalk.headers(kind, party.conversation(), letter.automatic()));
        headers.put(NUMBER, letter.number());
        headers.put(TRACKING, parties.trackingPage(letter.ticket()));
        return new RawMessage(
                letter.interaction().toString(), headers, letter.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> permanentFailure(Throwable failure) {
        return failure instanceof Refused refused ? Optional.of(refused.code()) : Optional.empty();
    }

    /// Empty where there is none. Numbers are written as text.
    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    static @Nullable String nonEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    static String position(Wording wording, String latitude, String longitude, String name, String address) {
        var named = Stream.of(name, address).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        return wording.of("channels.messaging.position", "fr", latitude, longitude, named)
                .strip();
    }

    /// @param number of the request, and the address of its tracking page: empty for what the assistant says
    record Text(String words, String number, String tracking) {}
}
