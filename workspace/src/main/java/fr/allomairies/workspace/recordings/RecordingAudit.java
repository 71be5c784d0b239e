package fr.allomairies.workspace.recordings;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.RecordingArchive;
import fr.allomairies.telephony.RecordingSettings;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Whether conversations are recorded, who listened to which, and what was destroyed.
@Controller
@RequestMapping("/administration/recordings")
class RecordingAudit {

    private static final int LISTED = 50;

    private final RecordingArchive archive;
    private final RecordingSettings settings;
    private final AgentDirectory directory;

    RecordingAudit(RecordingArchive archive, RecordingSettings settings, AgentDirectory directory) {
        this.archive = archive;
        this.settings = settings;
        this.directory = directory;
    }

    @GetMapping
    String page(Model page) {
        page.addAttribute("on", archive.isOn());
        page.addAttribute("settings", settings);
        page.addAttribute("switches", archive.switches(LISTED));
        page.addAttribute("listenings", archive.listenings(LISTED));
        page.addAttribute("purges", archive.purges(LISTED));
        page.addAttribute("show", new Show(directory));
        return "recordings/audit";
    }

    @PostMapping
    String switchTo(@RequestParam boolean on, Principal who) {
        archive.switchTo(on, new AgentId(who.getName()));
        return "redirect:/administration/recordings";
    }
}
