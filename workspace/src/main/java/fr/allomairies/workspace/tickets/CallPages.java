package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.BlockedCallers;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.desk.WantedCall;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Calls the citizen of a ticket, from its page or from the list of who is to be called back, or says that his calls
/// are abuse. The call itself is at
/// the desk; what was refused comes back to the ticket with the number still in its field.
@Controller
class CallPages {

    private static final String PHONE_UNREACHABLE = "phone-unreachable";

    private final Telephony telephony;
    private final Ticketing ticketing;
    private final BlockedCallers blocks;

    CallPages(Telephony telephony, Ticketing ticketing, BlockedCallers blocks) {
        this.telephony = telephony;
        this.ticketing = ticketing;
        this.blocks = blocks;
    }

    /// @param number as people write it; in no address, for it is personal
    @PostMapping("/tickets/{ticket}/call")
    String call(
            @PathVariable String ticket,
            @RequestParam String number,
            HttpSession session,
            Principal who,
            RedirectAttributes flash) {
        var id = known(ticket);
        var refusal = telephony.call(new AgentId(who.getName()), id, number);
        if (refusal.isEmpty()) {
            return "redirect:/desk";
        }
        var code = refusal.get().code();
        if (code.equals(PHONE_UNREACHABLE)) {
            WantedCall.keep(session, id, number);
            return "redirect:/desk";
        }
        flash.addFlashAttribute("refused", code);
        flash.addFlashAttribute("typed", number);
        return "redirect:/tickets/" + ticket;
    }

    /// Supervisors decide whether calls from the number shall not get through.
    @PostMapping("/tickets/{ticket}/abuse")
    String abuse(
            @PathVariable String ticket,
            @RequestParam String number,
            @RequestParam String reason,
            Principal who,
            RedirectAttributes flash) {
        known(ticket);
        blocks.propose(number, reason, new AgentId(who.getName()))
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("refused", refusal.code()),
                        () -> flash.addFlashAttribute("done", "abuse"));
        return "redirect:/tickets/" + ticket;
    }

    private TicketId known(String number) {
        return ticketing
                .byNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .summary()
                .id();
    }
}
