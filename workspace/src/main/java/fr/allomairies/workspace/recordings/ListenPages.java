package fr.allomairies.workspace.recordings;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.RecordingArchive;
import fr.allomairies.telephony.RecordingArchive.Answer;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// First the reason, then the sound. The address of a sound is that of one reason, and opens for whoever gave it.
@Controller
@RequestMapping("/recordings")
class ListenPages {

    private static final MediaType WAV = MediaType.parseMediaType("audio/wav");

    private final RecordingArchive archive;
    private final AgentDirectory directory;

    ListenPages(RecordingArchive archive, AgentDirectory directory) {
        this.archive = archive;
        this.directory = directory;
    }

    /// @param ticket number of the ticket that is gone back to
    @PostMapping("/{contact}")
    String ask(
            @PathVariable ContactId contact,
            @RequestParam String why,
            @RequestParam String ticket,
            Principal who,
            RedirectAttributes flash) {
        return switch (archive.ask(contact, me(who), why)) {
            case Answer.Granted(var listening) -> {
                flash.addAttribute("ticket", ticket);
                yield "redirect:/recordings/listenings/" + listening;
            }
            case Answer.Refused(var refusal) -> {
                flash.addFlashAttribute("unheard", refusal.code());
                flash.addFlashAttribute("why", why);
                flash.addAttribute("number", ticket);
                yield "redirect:/tickets/{number}";
            }
        };
    }

    @GetMapping("/listenings/{listening}")
    String listen(@PathVariable UUID listening, @RequestParam String ticket, Principal who, Model page) {
        var asked = archive.listening(listening, me(who)).orElseThrow(ListenPages::gone);
        var recorded = archive.of(List.of(asked.contact())).stream().findFirst().orElseThrow(ListenPages::gone);
        page.addAttribute("asked", asked);
        page.addAttribute("recorded", recorded);
        page.addAttribute("ticket", ticket);
        page.addAttribute("show", new Show(directory));
        return "recordings/listen";
    }

    /// In pieces, as the player asks for them. It stays in no cache.
    @GetMapping("/listenings/{listening}/sound")
    ResponseEntity<Resource> sound(@PathVariable UUID listening, Principal who) {
        var sound = archive.sound(listening, me(who)).orElseThrow(ListenPages::gone);
        return ResponseEntity.ok()
                .contentType(WAV)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .body(new SoundResource(sound));
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static AgentId me(Principal who) {
        return new AgentId(who.getName());
    }
}
