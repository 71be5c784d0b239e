package fr.allomairies.channels.voice;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.channels.VoicemailIntake;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Ticketing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class VoicemailDoor implements VoicemailIntake {

    /// Who has told something may leave a message in the same call.
    private static final String TOLD = "-told";

    private final ChannelDoor door;
    private final Ticketing ticketing;

    VoicemailDoor(ChannelDoor door, Ticketing ticketing) {
        this.door = door;
        this.ticketing = ticketing;
    }

    @Override
    public void leave(
            String call,
            ContactId contact,
            @Nullable PhoneNumber caller,
            String language,
            Duration duration,
            byte[] wav) {
        var headers = new HashMap<>(
                Map.of(Caller.LANGUAGE, language, VoicemailAdapter.SECONDS, Long.toString(duration.toSeconds())));
        if (caller != null) {
            headers.put(Caller.NUMBER, caller.e164());
        }
        ticketing.byContact(contact).ifPresent(ticket -> headers.put(Caller.TOKEN, ticket.trackingToken()));
        var _ = door.arrive(VoicemailAdapter.VOICEMAIL, new RawMessage(call, headers, wav));
    }

    @Override
    public Receipt note(
            String call,
            @Nullable PhoneNumber caller,
            @Nullable String number,
            String language,
            @Nullable CategoryCode category,
            Said said) {
        var headers = new HashMap<>(Map.of(Caller.LANGUAGE, language, VoicemailAdapter.TOLD, "true"));
        if (caller != null) {
            headers.put(Caller.NUMBER, caller.e164());
        }
        if (number != null) {
            headers.put(VoiceAdapter.DIALLED, number);
        }
        if (category != null) {
            headers.put(VoiceAdapter.CATEGORY, category.value());
        }
        headers.putAll(VoiceAdapter.headers(said));
        var message = new RawMessage(call + TOLD, headers, said.text().getBytes(StandardCharsets.UTF_8));
        return VoiceDoor.receipt(door.arrive(VoicemailAdapter.VOICEMAIL, message));
    }
}
