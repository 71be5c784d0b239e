package fr.allomairies.channels.report;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.Sorted;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Reports of the city's app and of others.
@Component
class ReportAdapter implements ChannelAdapter {

    private static final Weight WEIGHT = new Weight(50, 0);

    @Override
    public ChannelKind kind() {
        return ChannelKind.REPORT;
    }

    @Override
    public boolean isNumbered() {
        return true;
    }

    @Override
    public Weight weight() {
        return WEIGHT;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage {
        try {
            var report = Report.of(raw);
            return new Reading.FromCitizen(
                    contact(report, raw.externalId(), contact, receivedAt).from(report.source()),
                    report.joins() == null ? null : new Sorted(null, false, report.joins()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableMessage("report-malformed", "not a report as the app's door keeps it");
        }
    }

    private InboundContact contact(Report report, String externalId, ContactId contact, Instant receivedAt) {
        return new InboundContact(
                contact,
                kind(),
                externalId,
                receivedAt,
                sender(report),
                new CategoryCode(report.serviceCode()),
                "",
                report.text(),
                report.hasPlace() ? new Place(report.latitude(), report.longitude(), report.address()) : null,
                report.photos().stream()
                        .map(photo -> new NewAttachment(photo.name(), photo.type(), photo.content()))
                        .toList(),
                List.of(),
                report.language());
    }

    private static Sender sender(Report report) {
        return new Sender(
                report.name(),
                present(report.email()).map(EmailAddress::new).orElse(null),
                present(report.phone()).map(PhoneNumber::new).orElse(null));
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value);
    }
}
