package fr.allomairies.workspace.desk;

import fr.allomairies.channels.ReplyWindows;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.RefusedAddresses;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.workspace.AgentDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tickets as the desk reads them.
@Component
class TicketScreens {

    private final Labels labels;
    private final AgentDirectory directory;
    private final ReplyWindows windows;
    private final Tasks tasks;
    private final Catalogue catalogue;
    private final RefusedAddresses refused;

    TicketScreens(
            Labels labels,
            AgentDirectory directory,
            ReplyWindows windows,
            Tasks tasks,
            Catalogue catalogue,
            RefusedAddresses refused) {
        this.refused = refused;
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.windows = windows;
        this.labels = labels;
        this.directory = directory;
    }

    TicketJson screen(TicketView view, List<TicketSummary> history, Locale locale) {
        return new TicketJson(
                line(view.summary(), locale),
                citizen(view.citizen()),
                spot(view.place()),
                view.language(),
                view.interactions().stream().map(said -> said(said, locale)).toList(),
                history.stream().map(other -> line(other, locale)).toList(),
                window(view),
                tasks.of(view.summary().id()).stream()
                        .filter(Tasks.Task::isOpen)
                        .map(task -> new TicketJson.ToDo(task.text(), task.needed()))
                        .toList(),
                whose(view, locale));
    }

    private TicketJson.@Nullable Whose whose(TicketView view, Locale locale) {
        return catalogue
                .category(view.summary().category())
                .map(category -> catalogue.assignment(category, view.place()))
                .map(whose -> new TicketJson.Whose(
                        whose.service().value(), text(whose.sector(), sector -> labels.sector(sector, locale))))
                .orElse(null);
    }

    /// Of the messenger that he wrote in last.
    private TicketJson.@Nullable Window window(TicketView view) {
        return view.own().interactions().stream()
                .filter(said ->
                        said.direction() == Direction.IN && said.channel().isMessenger())
                .reduce((_, last) -> last)
                .flatMap(last -> windows.of(view.summary().id(), last.channel())
                        .map(window -> new TicketJson.Window(last.channel().value(), window.until(), window.how())))
                .orElse(null);
    }

    TicketJson.Line line(TicketSummary summary, Locale locale) {
        return new TicketJson.Line(
                summary.id().toString(),
                summary.number(),
                summary.subject(),
                summary.status(),
                summary.category().value(),
                labels.category(summary.category(), locale),
                summary.channel().value(),
                text(summary.service(), ServiceCode::value),
                text(summary.service(), service -> labels.service(service, locale)),
                summary.openedAt(),
                summary.changedAt(),
                summary.due(),
                text(summary.merged(), TicketSummary.Merged::number));
    }

    private TicketJson.Citizen citizen(Sender sender) {
        return new TicketJson.Citizen(
                labels.citizen(sender),
                sender.name(),
                text(sender.email(), email -> email.value()),
                text(sender.phone(), labels::phone),
                sender.email() != null && refused.contains(sender.email()));
    }

    private static TicketJson.@Nullable Spot spot(@Nullable Place place) {
        return place == null ? null : new TicketJson.Spot(place.latitude(), place.longitude(), place.address());
    }

    private TicketJson.Said said(Interaction said, Locale locale) {
        return new TicketJson.Said(
                said.id().toString(),
                said.ticket().toString(),
                said.number(),
                said.kind(),
                said.direction(),
                said.channel().value(),
                said.at(),
                text(said.contact(), Object::toString),
                author(said, locale).orElse(null),
                said.subject(),
                said.text(),
                said.attachments().stream()
                        .map(file -> new TicketJson.FileJson(
                                file.id().toString(),
                                file.name(),
                                file.type(),
                                file.bytes(),
                                file.scan(),
                                file.threat()))
                        .toList(),
                said.delivery());
    }

    private Optional<String> author(Interaction said, Locale locale) {
        return Optional.ofNullable(said.author())
                .map(directory::nameOf)
                .or(() -> Optional.ofNullable(said.service()).map(service -> labels.service(service, locale)));
    }

    private static <T> @Nullable String text(@Nullable T value, Function<T, String> how) {
        return value == null ? null : how.apply(value);
    }
}
