package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.workspace.shell.Problems;
import java.security.Principal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The citizen has told the one who is signed in that nobody shall listen. The stream tells what became of it.
@RestController
class ListeningApi {

    private final LiveListening listening;

    ListeningApi(LiveListening listening) {
        this.listening = listening;
    }

    @PostMapping("/api/desk/contacts/{contact}/listening/object")
    ResponseEntity<Object> object(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(listening.object(new AgentId(who.getName()), contact));
    }
}
