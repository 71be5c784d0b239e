package fr.allomairies.channels.voice;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.Sorted;
import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call at the moment when its menu is over. Its body is what the caller and the assistant said to each other.
class VoiceAdapter implements ChannelAdapter {

    static final String CATEGORY = "category";
    static final String ARRIVED = "arrived";
    static final String PLACE_SINCE = "place-since";
    static final String DIALLED = "dialled";
    static final String URGENT = "urgent";
    private static final String PLACE = "place";
    static final String JOINS = "joins";

    private static final Weight WEIGHT = new Weight(100, 10);

    private final ChannelKind kind;
    private final Catalogue catalogue;
    private final Wording wording;

    VoiceAdapter(ChannelKind kind, Catalogue catalogue, Wording wording) {
        this.kind = kind;
        this.catalogue = catalogue;
        this.wording = wording;
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    @Override
    public Weight weight() {
        return WEIGHT;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) {
        var category = raw.header(CATEGORY).map(CategoryCode::new);
        var language = Caller.language(raw);
        var since = raw.header(PLACE_SINCE).map(Instant::parse);
        var call = new InboundContact(
                contact,
                kind(),
                raw.externalId(),
                raw.header(ARRIVED).map(Instant::parse).orElse(receivedAt),
                Caller.sender(raw),
                category.orElse(null),
                category.flatMap(catalogue::category)
                        .map(found -> found.label(language))
                        .orElse(""),
                since.isPresent()
                        ? wording.of("channels.callback.text", language)
                        : new String(raw.body(), StandardCharsets.UTF_8),
                place(raw),
                List.of(),
                raw.header(Caller.TOKEN).stream().toList(),
                language);
        return new Reading.FromCitizen(
                call, sorted(raw), since.orElse(null), raw.header(DIALLED).orElse(null));
    }

    /// Of what he said beside its text.
    static Map<String, String> headers(Said said) {
        var headers = new HashMap<String, String>();
        if (said.urgent()) {
            headers.put(URGENT, "true");
        }
        if (said.place() != null) {
            headers.put(PLACE, said.place());
        }
        return headers;
    }

    static @Nullable Place place(RawMessage raw) {
        return raw.header(PLACE).map(told -> new Place(null, null, told)).orElse(null);
    }

    static @Nullable Sorted sorted(RawMessage raw) {
        var joins = raw.header(JOINS).orElse(null);
        var urgent = raw.header(URGENT).isPresent();
        return urgent || joins != null ? new Sorted(null, urgent, joins) : null;
    }
}
