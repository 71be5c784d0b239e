package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.CatalogueVersions.Head;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.TicketKind;
import fr.allomairies.workspace.AgentDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

/// Where administrators say which services there are, what they are asked for, and where each works. What is typed is
/// a row of the file of its part, and is checked as such. Works without a script.
@Controller
@RequestMapping("/administration/catalogue")
class CataloguePages {

    private static final String HERE = "redirect:/administration/catalogue";
    private static final String ROW = "services|categories";
    private static final int LISTED = 20;

    private final CatalogueVersions catalogue;
    private final CatalogueNeeds needs;
    private final Dependents dependents;
    private final AgentDirectory directory;
    private final HandOvers handOvers;

    CataloguePages(
            CatalogueVersions catalogue,
            CatalogueNeeds needs,
            Dependents dependents,
            AgentDirectory directory,
            HandOvers handOvers) {
        this.dependents = dependents;
        this.handOvers = handOvers;
        this.catalogue = catalogue;
        this.needs = needs;
        this.directory = directory;
    }

    @ModelAttribute
    void words(Model page) {
        page.addAttribute("times", new AdministrationPages.Times());
        page.addAttribute("directory", directory);
        page.addAttribute("ways", Way.values());
        page.addAttribute("kinds", TicketKind.values());
    }

    @GetMapping
    String categories(Model page) {
        return list(Part.CATEGORIES, page);
    }

    @GetMapping("/{part:services|sectors}")
    String part(@PathVariable String part, Model page) {
        return list(part(part), page);
    }

    private String list(Part part, Model page) {
        var now = catalogue.current();
        page.addAttribute("part", code(part));
        page.addAttribute("seen", now.number());
        page.addAttribute("content", now.content());
        page.addAttribute("sectors", catalogue.sectors(now.content()));
        if (part == Part.SERVICES) {
            page.addAttribute("failing", handOvers.failing(LISTED));
        }
        return "administration/catalogue-" + code(part);
    }

    @GetMapping("/{part:" + ROW + "}/{key}")
    String row(@PathVariable String part, @PathVariable String key, Model page) {
        var now = catalogue.current();
        var row = catalogue.rows(part(part), now.content()).get(key);
        if (row == null && !"new".equals(key)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        page.addAttribute("part", part);
        page.addAttribute("key", key);
        page.addAttribute("fresh", row == null);
        page.addAttribute("content", now.content());
        page.addAttribute("skills", needs.skills(now.content()));
        page.addAttribute(
                "needs",
                row == null
                        ? List.of()
                        : part.equals("services")
                                ? needs.ofService(key, now.content())
                                : needs.ofCategory(key, now.content()));
        if (row != null && part.equals("services")) {
            page.addAttribute("secret", handOvers.secret(new ServiceCode(key)));
        }
        if (!page.containsAttribute("typed")) {
            page.addAttribute("typed", row == null ? blank(part) : row);
            page.addAttribute("seen", now.number());
        }
        return "administration/catalogue-" + part + "-row";
    }

    private static Map<String, String> blank(String part) {
        return part.equals("services")
                ? Map.of("way", "inside", "working_days", "5", "active", "yes")
                : Map.of("kind", "report", "target_working_days", "5", "active", "yes", "urgent_possible", "no");
    }

    @PostMapping("/{part:" + ROW + "}/{key}")
    String save(
            @PathVariable String part,
            @PathVariable String key,
            @RequestParam Map<String, String> fields,
            @RequestParam long seen,
            Principal by,
            RedirectAttributes flash) {
        var now = catalogue.current().content();
        var rows = new LinkedHashMap<>(catalogue.rows(part(part), now));
        var typed = typed(part, key, fields);
        var code = typed.getOrDefault("code", "");
        var problems = "new".equals(key) && rows.containsKey(code)
                ? List.of(new Problem(part(part), code, "twice", ""))
                : put(part(part), rows, code, typed, seen, by);
        if (problems.isEmpty()) {
            flash.addFlashAttribute("done", "saved");
            return list(part);
        }
        flash.addFlashAttribute("typed", typed);
        flash.addFlashAttribute("seen", seen);
        flash.addFlashAttribute("problems", problems);
        return HERE + "/" + part + "/" + key;
    }

    private List<Problem> put(
            Part part,
            Map<String, Map<String, String>> rows,
            String code,
            Map<String, String> typed,
            long seen,
            Principal by) {
        rows.put(code, typed);
        var reading = catalogue.read(part, catalogue.table(part, List.copyOf(rows.values())));
        return reading.content() == null ? reading.problems() : change(seen, reading.content(), by);
    }

    private List<Problem> change(long seen, Content wanted, Principal by) {
        var missed = dependents.missed(catalogue.current().content(), wanted);
        return missed.isEmpty() ? catalogue.change(seen, wanted, new AgentId(by.getName())) : missed;
    }

    /// A box that is not ticked is not sent.
    private static Map<String, String> typed(String part, String key, Map<String, String> fields) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("code", "new".equals(key) ? fields.getOrDefault("code", "").strip() : key);
        var columns = part.equals("services")
                ? List.of("label_fr", "label_en", "way", "email", "webhook", "working_days")
                : List.of("kind", "label_fr", "label_en", "service", "skill", "target_working_days");
        columns.forEach(
                column -> typed.put(column, fields.getOrDefault(column, "").strip()));
        (part.equals("services") ? Stream.of("outside", "active") : Stream.of("urgent_possible", "active"))
                .forEach(box -> typed.put(box, fields.containsKey(box) ? "yes" : "no"));
        return typed;
    }

    @PostMapping("/hand-overs/{handOver}/again")
    String again(@PathVariable UUID handOver, RedirectAttributes flash) {
        handOvers.again(handOver);
        flash.addFlashAttribute("done", "again");
        return HERE + "/services";
    }

    @GetMapping("/{part:services|categories|sectors}.{ending:csv|geojson}")
    ResponseEntity<byte[]> export(@PathVariable String part, @PathVariable String ending) {
        if (part.equals("sectors") != ending.equals("geojson")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var text = catalogue.write(part(part), catalogue.current().content());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        ending.equals("csv") ? "text/csv;charset=UTF-8;header=present" : "application/geo+json")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + part + "." + ending + '"')
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What would change, and why it cannot. Nothing is kept: the page holds the file.
    @PostMapping("/import")
    String preview(@RequestParam String part, @RequestParam MultipartFile file, Model page, RedirectAttributes flash)
            throws IOException {
        if (file.isEmpty() || file.getSize() > CatalogueVersions.MOST_CHARACTERS) {
            flash.addFlashAttribute("refused", file.isEmpty() ? "nothing" : "too-long");
            return list(part);
        }
        var text = text(file.getBytes());
        if (text.isEmpty()) {
            flash.addFlashAttribute("refused", "not-text");
            return list(part);
        }
        return preview(part(part), text.get(), List.of(), page);
    }

    /// No sector at all is what no file says.
    @PostMapping("/sectors/none")
    String noSectors(Model page) {
        return preview(Part.SECTORS, "", List.of(), page);
    }

    private String preview(Part part, String text, List<Problem> refused, Model page) {
        var now = catalogue.current();
        var reading = catalogue.read(part, text);
        var wanted = reading.content();
        page.addAttribute("part", code(part));
        page.addAttribute("text", text);
        page.addAttribute("seen", now.number());
        page.addAttribute("problems", refused.isEmpty() ? reading.problems() : refused);
        page.addAttribute("takeable", wanted != null && reading.problems().isEmpty());
        page.addAttribute(
                "changes",
                wanted == null
                        ? List.of()
                        : CatalogueChange.between(catalogue.rows(part, now.content()), catalogue.rows(part, wanted)));
        return "administration/catalogue-import";
    }

    @PostMapping("/apply")
    String apply(
            @RequestParam String part,
            @RequestParam String text,
            @RequestParam long seen,
            Principal by,
            Model page,
            RedirectAttributes flash) {
        var reading = catalogue.read(part(part), text);
        if (reading.content() == null || !reading.problems().isEmpty()) {
            return preview(part(part), text, List.of(), page);
        }
        var problems = change(seen, reading.content(), by);
        if (!problems.isEmpty()) {
            return preview(part(part), text, problems, page);
        }
        flash.addFlashAttribute("done", "imported");
        return list(part);
    }

    @GetMapping("/versions")
    String versions(Model page) {
        var heads = catalogue.history(LISTED + 1);
        page.addAttribute("seen", catalogue.current().number());
        page.addAttribute(
                "versions",
                heads.stream().limit(LISTED).map(head -> line(head, heads)).toList());
        return "administration/catalogue-versions";
    }

    private Line line(Head head, List<Head> heads) {
        var at = heads.indexOf(head);
        var before = at + 1 < heads.size() ? heads.get(at + 1).number() : 0;
        return new Line(
                head,
                catalogue
                        .version(before)
                        .flatMap(old -> catalogue
                                .version(head.number())
                                .map(now -> Arrays.stream(Part.values())
                                        .flatMap(part -> CatalogueChange.between(
                                                catalogue.rows(part, old.content()),
                                                catalogue.rows(part, now.content()))
                                                .stream())
                                        .toList()))
                        .orElse(List.of()));
    }

    /// @param version 0 for what the product comes with
    @PostMapping("/versions/{version}")
    String takeBack(@PathVariable long version, @RequestParam long seen, Principal by, RedirectAttributes flash) {
        var content = catalogue
                .version(version)
                .map(CatalogueVersions.Version::content)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var problems = change(seen, content, by);
        if (problems.isEmpty()) {
            flash.addFlashAttribute("done", "taken-back");
        } else {
            flash.addFlashAttribute("problems", problems);
        }
        return HERE + "/versions";
    }

    public record Line(Head head, List<CatalogueChange> changes) {}

    private static String list(String part) {
        return part.equals("categories") ? HERE : HERE + "/" + code(part(part));
    }

    private static Part part(String code) {
        return Arrays.stream(Part.values())
                .filter(part -> code(part).equals(code))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static String code(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> text(byte[] file) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
