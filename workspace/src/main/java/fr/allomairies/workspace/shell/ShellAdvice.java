package fr.allomairies.workspace.shell;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.shell.Shell.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Gives every page `assets`, the address of this version's static files, `texts` for its scripts, and `shell`, what
/// its frame shows.
@ControllerAdvice(annotations = Controller.class)
class ShellAdvice {

    private static final List<Entry> ENTRIES = List.of(
            new Entry("/desk", "workspace.place.desk", "headset", "AGENT"),
            new Entry("/tickets", "workspace.place.tickets", "ticket", "AGENT"),
            new Entry("/articles", "articles.title", "book", "AGENT"),
            new Entry("/board", "workspace.place.board", "board", "SUPERVISOR"),
            new Entry("/reports", "workspace.place.reports", "chart", "SUPERVISOR"),
            new Entry("/staffing", "workspace.place.staffing", "users", "SUPERVISOR"),
            new Entry("/administration/rules", "rules.place", "settings", "SUPERVISOR"),
            new Entry("/administration", "workspace.place.administration", "settings", "ADMINISTRATOR"),
            new Entry("/service", "workspace.place.service", "tools", "OFFICER"));

    private final Assets assets;

    private final AgentDirectory directory;
    private final Texts texts;

    ShellAdvice(Assets assets, AgentDirectory directory, Texts texts) {
        this.assets = assets;
        this.directory = directory;
        this.texts = texts;
    }

    @ModelAttribute("assets")
    String assets() {
        return assets.base();
    }

    @ModelAttribute("texts")
    Texts texts() {
        return texts;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        var login = Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
        var name = login.map(AgentId::new).map(directory::nameOf).orElse("");
        return new Shell(
                login.orElse(null), name, Shell.initials(name), places(request).toList());
    }

    /// From the smaller right to the larger. What lies under a place that is shown is found there.
    static Stream<Place> places(HttpServletRequest request) {
        var open = ENTRIES.stream()
                .filter(entry -> request.isUserInRole(entry.role()))
                .toList();
        return open.stream()
                .filter(entry -> open.stream().noneMatch(other -> entry.path().startsWith(other.path() + "/")))
                .map(entry -> new Place(
                        entry.path(), entry.label(), entry.icon(), isUnder(request.getRequestURI(), entry.path())));
    }

    /// Where somebody begins: the first place of the largest right.
    static Optional<String> home(HttpServletRequest request) {
        return ENTRIES.stream()
                .filter(entry -> request.isUserInRole(entry.role()))
                .reduce((home, next) -> next.role().equals(home.role()) ? home : next)
                .map(Entry::path);
    }

    private static boolean isUnder(String uri, String path) {
        return uri.equals(path) || uri.startsWith(path + "/");
    }

    private record Entry(String path, String label, String icon, String role) {}
}
