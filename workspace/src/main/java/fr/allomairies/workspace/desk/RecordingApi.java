package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.CallRecording;
import fr.allomairies.workspace.shell.Problems;
import java.security.Principal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The recording of the conversation that the one who is signed in has now. The stream tells what became of it.
@RestController
@RequestMapping("/api/desk/contacts/{contact}/recording")
class RecordingApi {

    private final CallRecording recording;

    RecordingApi(CallRecording recording) {
        this.recording = recording;
    }

    @PostMapping("/pause")
    ResponseEntity<Object> pause(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(recording.pause(new AgentId(who.getName()), contact));
    }

    @PostMapping("/resume")
    ResponseEntity<Object> resume(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(recording.resume(new AgentId(who.getName()), contact));
    }

    /// Nothing of the call is kept.
    @PostMapping("/object")
    ResponseEntity<Object> object(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(recording.object(new AgentId(who.getName()), contact));
    }
}
