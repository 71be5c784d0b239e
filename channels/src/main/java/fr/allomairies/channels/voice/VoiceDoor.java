package fr.allomairies.channels.voice;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.Intake.Result;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Ticketing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class VoiceDoor implements VoiceIntake {

    private final ChannelDoor door;
    private final Ticketing ticketing;

    VoiceDoor(ChannelDoor door, Ticketing ticketing) {
        this.door = door;
        this.ticketing = ticketing;
    }

    @Override
    public Receipt queue(
            ChannelKind channel,
            String call,
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable String number,
            @Nullable CategoryCode category,
            @Nullable Said said,
            String language) {
        var headers = headers(contact, arrivedAt, caller, category, language);
        if (number != null) {
            headers.put(VoiceAdapter.DIALLED, number);
        }
        if (said != null) {
            headers.putAll(VoiceAdapter.headers(said));
        }
        var text = said == null ? "" : said.text();
        return receipt(door.arrive(channel, new RawMessage(call, headers, text.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public Optional<Receipt> join(
            ChannelKind channel,
            String call,
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable CategoryCode category,
            Said said,
            String known,
            String language) {
        var headers = headers(contact, arrivedAt, caller, category, language);
        headers.putAll(VoiceAdapter.headers(said));
        headers.put(VoiceAdapter.JOINS, known);
        var message = new RawMessage(call, headers, said.text().getBytes(StandardCharsets.UTF_8));
        return door.arrive(channel, message) instanceof Result.Joined joined
                ? Optional.of(joined.receipt())
                : Optional.empty();
    }

    private static Map<String, String> headers(
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable CategoryCode category,
            String language) {
        var headers = new HashMap<>(Map.of(
                RawMessage.CONTACT, contact.toString(),
                VoiceAdapter.ARRIVED, arrivedAt.toString(),
                Caller.LANGUAGE, language));
        if (caller != null) {
            headers.put(Caller.NUMBER, caller.e164());
        }
        if (category != null) {
            headers.put(VoiceAdapter.CATEGORY, category.value());
        }
        return headers;
    }

    @Override
    public Receipt callBack(
            String call,
            ContactId contact,
            ContactId of,
            @Nullable TicketId about,
            Instant since,
            PhoneNumber citizen,
            @Nullable String number,
            String language) {
        var headers = new HashMap<>(Map.of(
                RawMessage.CONTACT, contact.toString(),
                VoiceAdapter.PLACE_SINCE, since.toString(),
                Caller.NUMBER, citizen.e164(),
                Caller.LANGUAGE, language));
        if (number != null) {
            headers.put(VoiceAdapter.DIALLED, number);
        }
        (about == null ? ticketing.byContact(of) : ticketing.ticket(about)).ifPresent(ticket -> {
            headers.put(Caller.TOKEN, ticket.trackingToken());
            headers.put(VoiceAdapter.CATEGORY, ticket.summary().category().value());
        });
        return receipt(door.arrive(ChannelKind.VOICE, new RawMessage(call, headers, new byte[0])));
    }

    static Receipt receipt(Result result) {
        return switch (result) {
            case Result.Queued queued -> queued.receipt();
            case Result.Joined joined -> joined.receipt();
            case Result.Duplicate duplicate -> duplicate.receipt();
            case Result.Automatic _ -> throw new IllegalStateException("a call is never automatic");
            case Result.SetAside aside -> throw new IllegalStateException("the call was set aside: " + aside.reason());
        };
    }
}
