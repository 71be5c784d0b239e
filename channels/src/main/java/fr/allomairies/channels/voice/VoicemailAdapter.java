package fr.allomairies.channels.voice;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// A message of the answering machine. It belongs to the ticket of its call, and is worked on like a mail.
@Component
class VoicemailAdapter implements ChannelAdapter {

    static final ChannelKind VOICEMAIL = new ChannelKind("voicemail");
    static final String SECONDS = "seconds";
    /// To the assistant, instead of being recorded.
    static final String TOLD = "told";

    private static final Weight WEIGHT = new Weight(50, 0);

    private final Wording wording;

    VoicemailAdapter(Wording wording) {
        this.wording = wording;
    }

    @Override
    public ChannelKind kind() {
        return VOICEMAIL;
    }

    @Override
    public Weight weight() {
        return WEIGHT;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) {
        return raw.header(TOLD).isPresent() ? told(raw, contact, receivedAt) : recorded(raw, contact, receivedAt);
    }

    private Reading told(RawMessage raw, ContactId contact, Instant receivedAt) {
        var language = Caller.language(raw);
        var category = raw.header(VoiceAdapter.CATEGORY).map(CategoryCode::new);
        return new Reading.FromCitizen(
                new InboundContact(
                        contact,
                        VOICEMAIL,
                        raw.externalId(),
                        receivedAt,
                        Caller.sender(raw),
                        category.orElse(null),
                        wording.of("channels.voicemail.told", language),
                        new String(raw.body(), StandardCharsets.UTF_8),
                        VoiceAdapter.place(raw),
                        List.of(),
                        List.of(),
                        language),
                VoiceAdapter.sorted(raw),
                null,
                raw.header(VoiceAdapter.DIALLED).orElse(null));
    }

    private Reading recorded(RawMessage raw, ContactId contact, Instant receivedAt) {
        var language = Caller.language(raw);
        var seconds = raw.header(SECONDS).map(Long::valueOf).orElse(0L);
        return new Reading.FromCitizen(new InboundContact(
                contact,
                VOICEMAIL,
                raw.externalId(),
                receivedAt,
                Caller.sender(raw),
                null,
                wording.of("channels.voicemail.subject", language),
                wording.of("channels.voicemail.text", language, seconds),
                null,
                List.of(new NewAttachment(wording.of("channels.voicemail.file", language), "audio/wav", raw.body())),
                raw.header(Caller.TOKEN).stream().toList(),
                language));
    }
}
