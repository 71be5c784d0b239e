package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.Appointments.Appointment;
import fr.allomairies.telephony.Appointments.Window;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Citizens who are called back at a time that was agreed: from the page of the request, and all in one list.
@Controller
class AppointmentPages {

    static final List<Integer> MINUTES = List.of(30, 60, 120, 240);

    private static final int LISTED = 200;
    private static final String LIST = "redirect:/tickets/appointments";
    private static final Refusal NO_WINDOW = new Refusal("appointment-window", "this is no day, time or length");

    private final Appointments appointments;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final MessageSource texts;

    AppointmentPages(
            Appointments appointments,
            Ticketing ticketing,
            Catalogue catalogue,
            AgentDirectory directory,
            MessageSource texts) {
        this.appointments = appointments;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.directory = directory;
        this.texts = texts;
    }

    @GetMapping("/tickets/appointments")
    String list(Locale locale, Model page) {
        page.addAttribute(
                "lines", appointments.open(LISTED).stream().map(this::line).toList());
        page.addAttribute("minutes", MINUTES);
        page.addAttribute("show", new Shown(catalogue, locale));
        return "tickets/appointments";
    }

    private Line line(Appointment appointment) {
        return new Line(
                appointment,
                ticketing.ticket(appointment.ticket()).map(TicketView::summary).orElse(null),
                directory.nameOf(appointment.by()));
    }

    /// @param number as people write it; in no address, for it is personal
    @PostMapping("/tickets/{ticket}/appointment")
    String make(
            @PathVariable String ticket,
            @RequestParam String number,
            @RequestParam String day,
            @RequestParam String from,
            @RequestParam String minutes,
            Principal who,
            Locale locale,
            RedirectAttributes flash) {
        var id = known(ticket);
        var window = window(day, from, minutes);
        var refusal = refused(window, wanted -> appointments.make(id, number, wanted, me(who)));
        refusal.ifPresentOrElse(
                no -> {
                    flash.addFlashAttribute("refused", no.code());
                    flash.addFlashAttribute("wanted", new Wanted(number, day, from, minutes));
                },
                () -> {
                    note(id, "tickets.appointment.note.made", window.orElseThrow(), who, locale);
                    flash.addFlashAttribute("done", "appointment");
                });
        return "redirect:/tickets/" + ticket;
    }

    @PostMapping("/tickets/appointments/{id}/move")
    String move(
            @PathVariable UUID id,
            @RequestParam String ticket,
            @RequestParam String day,
            @RequestParam String from,
            @RequestParam String minutes,
            Principal who,
            Locale locale,
            RedirectAttributes flash) {
        var window = window(day, from, minutes);
        var about = known(ticket);
        return told(
                refused(window, wanted -> appointments.move(id, wanted, me(who))),
                "moved",
                () -> note(about, "tickets.appointment.note.moved", window.orElseThrow(), who, locale),
                flash);
    }

    @PostMapping("/tickets/appointments/{id}/cancel")
    String cancel(
            @PathVariable UUID id,
            @RequestParam String ticket,
            Principal who,
            Locale locale,
            RedirectAttributes flash) {
        var about = known(ticket);
        return told(
                appointments.cancel(id, me(who)),
                "cancelled",
                () -> note(about, texts.getMessage("tickets.appointment.note.cancelled", null, locale), who),
                flash);
    }

    @PostMapping("/tickets/appointments/{id}/settle")
    String settle(@PathVariable UUID id, Principal who, RedirectAttributes flash) {
        return told(appointments.settle(id, me(who)), "settled", () -> {}, flash);
    }

    private static String told(Optional<Refusal> refusal, String what, Runnable then, RedirectAttributes flash) {
        refusal.ifPresentOrElse(no -> flash.addFlashAttribute("refused", no.code()), () -> {
            then.run();
            flash.addFlashAttribute("done", what);
        });
        return LIST;
    }

    private static Optional<Refusal> refused(Optional<Window> window, Function<Window, Optional<Refusal>> ask) {
        return window.map(ask).orElse(Optional.of(NO_WINDOW));
    }

    private static Optional<Window> window(String day, String from, String minutes) {
        try {
            return Optional.of(new Window(
                    LocalDate.parse(day), LocalTime.parse(from), Duration.ofMinutes(Integer.parseInt(minutes))));
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private void note(TicketId ticket, String key, Window window, Principal who, Locale locale) {
        var day = Shown.DAY.format(window.day());
        note(
                ticket,
                texts.getMessage(
                        key, new Object[] {day, window.from(), window.lasts().toMinutes()}, locale),
                who);
    }

    private void note(TicketId ticket, String text, Principal who) {
        ticketing.addNote(ticket, me(who), text, UUID.randomUUID().toString());
    }

    private TicketId known(String number) {
        return ticketing
                .byNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .summary()
                .id();
    }

    private static AgentId me(Principal who) {
        return new AgentId(who.getName());
    }

    /// What was typed, and refused.
    public record Wanted(String number, String day, String from, String minutes) {}

    /// @param ticket absent once it is gone
    public record Line(Appointment appointment, @Nullable TicketSummary ticket, String by) {

        /// As the form has them.
        public String minutes() {
            return Long.toString(
                    Duration.between(appointment.from(), appointment.until()).toMinutes());
        }
    }
}
