package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.RecordedSound;
import fr.allomairies.voiceassistant.Sentence;
import fr.allomairies.voiceassistant.Sentence.Moment;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import fr.allomairies.workspace.AgentDirectory;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where administrators read, hear and change what the assistant says. Works without a script.
@Controller
@RequestMapping("/administration/assistant/sentences")
class SentencePages {

    private static final String PAGE = "administration/assistant-sentence";
    private static final MediaType WAV = MediaType.parseMediaType("audio/wav");
    private static final int LONGEST_SEARCH = 100;

    private final Manner manner;
    private final MannerStore store;
    private final MannerChanges changes;
    private final ObjectProvider<SpeechSynthesizer> voice;
    private final AgentDirectory directory;

    SentencePages(
            Manner manner,
            MannerStore store,
            MannerChanges changes,
            ObjectProvider<SpeechSynthesizer> voice,
            AgentDirectory directory) {
        this.manner = manner;
        this.store = store;
        this.changes = changes;
        this.voice = voice;
        this.directory = directory;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory);
    }

    /// @param q words of the sentence, as it is said or as it is shipped
    /// @param changed only what the city says otherwise
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean changed,
            Model page) {
        var wanted = plain(q.substring(0, Math.min(LONGEST_SEARCH, q.length())));
        var newest = store.newest();
        var groups = new EnumMap<Moment, List<Row>>(Moment.class);
        manner.sentences().stream()
                .map(sentence -> new Row(sentence, newest.get(sentence.key())))
                .filter(row -> row.has(wanted) && (!changed || row.isChanged()))
                .forEach(row -> groups.merge(
                        row.sentence().moment(),
                        List.of(row),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList()));
        page.addAttribute("groups", groups);
        page.addAttribute("total", manner.sentences().size());
        page.addAttribute(
                "changedCount",
                newest.values().stream().filter(version -> !version.isShipped()).count());
        page.addAttribute("q", q);
        page.addAttribute("changed", changed);
        return "administration/assistant-sentences";
    }

    @GetMapping("/{key}")
    String one(@PathVariable String key, Model page) {
        var sentence = sentence(key);
        return page(sentence, inUse(sentence), page);
    }

    private String page(Sentence sentence, String draft, Model page) {
        var versions = store.versions(sentence.key(), MannerStore.KEPT);
        var newest = versions.stream().findFirst();
        page.addAttribute("sentence", sentence);
        page.addAttribute("row", new Row(sentence, newest.orElse(null)));
        page.addAttribute("versions", versions);
        page.addAttribute("seen", newest.map(SentenceVersion::version).orElse(0L));
        page.addAttribute("everRecorded", versions.stream().anyMatch(SentenceVersion::recorded));
        page.addAttribute("draft", draft);
        page.addAttribute("longest", Sentence.LONGEST);
        page.addAttribute("hasVoice", voice.getIfAvailable() != null);
        return PAGE;
    }

    /// What was typed stays where it cannot be kept.
    @PostMapping("/{key}")
    String write(
            @PathVariable String key,
            @RequestParam String text,
            @RequestParam long seen,
            Principal by,
            Model page,
            RedirectAttributes flash) {
        var sentence = sentence(key);
        var typed = line(text);
        var problem = changes.write(sentence, typed, seen, me(by));
        if (problem.isPresent()) {
            page.addAttribute("problem", problem.get());
            return page(sentence, typed, page);
        }
        return told(key, problem, "written", flash);
    }

    /// Nothing is changed by it.
    @PostMapping("/{key}/hear")
    String hear(@PathVariable String key, @RequestParam String text, Model page) {
        var sentence = sentence(key);
        var typed = line(text);
        var problem = sentence.check(typed).map(Problem::of).or(() -> unspoken(sentence, typed));
        problem.ifPresentOrElse(why -> page.addAttribute("problem", why), () -> page.addAttribute("heard", true));
        return page(sentence, typed, page);
    }

    private Optional<Problem> unspoken(Sentence sentence, String text) {
        var speaker = voice.getIfAvailable();
        if (speaker == null) {
            return Optional.of(Problem.NO_VOICE);
        }
        try {
            speaker.speak(sentence.example(text));
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(Problem.VOICE_FAILED);
        }
    }

    /// The machine's own voice.
    @GetMapping("/{key}/spoken")
    ResponseEntity<byte[]> spoken(@PathVariable String key, @RequestParam String text) {
        var sentence = sentence(key);
        var typed = line(text);
        var speaker = voice.getIfAvailable();
        if (speaker == null || sentence.check(typed).isPresent()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            return sound(speaker.speak(sentence.example(typed)));
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "it cannot be spoken", e);
        }
    }

    @GetMapping("/{key}/recordings/{version}")
    ResponseEntity<byte[]> recording(@PathVariable String key, @PathVariable long version) {
        return store.version(sentence(key).key(), version)
                .flatMap(known -> store.sound(known.version()))
                .map(SentencePages::sound)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ResponseEntity<byte[]> sound(byte[] samples) {
        return ResponseEntity.ok()
                .contentType(WAV)
                .cacheControl(CacheControl.noStore())
                .body(RecordedSound.file(samples));
    }

    /// @param same whether somebody has listened, and it says the words in use
    @PostMapping("/{key}/recordings")
    String record(
            @PathVariable String key,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean same,
            @RequestParam long seen,
            Principal by,
            RedirectAttributes flash)
            throws IOException {
        var sentence = sentence(key);
        var problem =
                same ? changes.record(sentence, file.getBytes(), seen, me(by)) : Optional.of(Problem.NOT_CONFIRMED);
        return told(key, problem, "recorded", flash);
    }

    @PostMapping("/{key}/recordings/remove")
    String unrecord(@PathVariable String key, @RequestParam long seen, Principal by, RedirectAttributes flash) {
        return told(key, changes.unrecord(sentence(key), seen, me(by)), "unrecorded", flash);
    }

    @PostMapping("/{key}/recordings/erase")
    String erase(@PathVariable String key, @RequestParam long seen, Principal by, RedirectAttributes flash) {
        return told(key, changes.erase(sentence(key), seen, me(by)), "erased", flash);
    }

    @PostMapping("/{key}/shipped")
    String asShipped(@PathVariable String key, @RequestParam long seen, Principal by, RedirectAttributes flash) {
        return told(key, changes.asShipped(sentence(key), seen, me(by)), "shipped", flash);
    }

    @PostMapping("/{key}/versions/{version}")
    String takeBack(
            @PathVariable String key,
            @PathVariable long version,
            @RequestParam long seen,
            Principal by,
            RedirectAttributes flash) {
        return told(key, changes.takeBack(sentence(key), version, seen, me(by)), "taken-back", flash);
    }

    private static String told(String key, Optional<Problem> problem, String done, RedirectAttributes flash) {
        problem.ifPresentOrElse(
                why -> flash.addFlashAttribute("problem", why), () -> flash.addFlashAttribute("done", done));
        return "redirect:/administration/assistant/sentences/" + key;
    }

    private Sentence sentence(String key) {
        return manner.sentence(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String inUse(Sentence sentence) {
        return new Row(sentence, store.newest(sentence.key()).orElse(null)).text();
    }

    private static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static String plain(String text) {
        return line(text).toLowerCase(Locale.FRENCH).replace('’', '\'');
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// @param newest absent where it was never changed
    public record Row(Sentence sentence, @Nullable SentenceVersion newest) {

        public String text() {
            return newest == null || newest.text() == null ? sentence.shipped() : newest.text();
        }

        public boolean isHeard() {
            return newest != null && newest.isHeard(sentence);
        }

        public boolean isChanged() {
            return newest != null && !newest.isShipped();
        }

        boolean has(String words) {
            return plain(text()).contains(words)
                    || plain(sentence.shipped()).contains(words)
                    || sentence.key().contains(words);
        }
    }
}
