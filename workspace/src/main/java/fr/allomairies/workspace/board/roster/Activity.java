package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentState;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody is planned for.
public enum Activity {
    /// With citizens, whatever the channel.
    SHIFT(0, "service", "poste", "accueil", "travail", "vacation", "work"),
    BACK_OFFICE(1, "backoffice", "arriere-guichet", "dossiers"),
    BREAK(1, "pause"),
    LUNCH(1, "dejeuner", "repas"),
    MEETING(1, "reunion"),
    TRAINING(1, "formation"),
    /// Not there at all, so nothing is planned.
    LEAVE(2, "conge", "conges", "absence", "absent");

    private final int layer;
    private final List<String> words;

    Activity(int layer, String... words) {
        this.layer = layer;
        this.words = List.of(words);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The code, or a word for it in French, in whatever case and with or without its accents.
    static Optional<Activity> of(String typed) {
        var word = Normalizer.normalize(typed.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_]+", "-");
        return Arrays.stream(values())
                .filter(activity -> activity.code().equals(word) || activity.words.contains(word))
                .findFirst();
    }

    /// Who is on leave has no break, and who has a break has no contacts: the higher takes the place of the lower.
    boolean isAbove(Activity other) {
        return layer > other.layer;
    }

    /// Two of a kind exclude each other.
    boolean excludes(Activity other) {
        return layer == other.layer;
    }

    /// Whether somebody in that state does what is planned. Breaks, meetings and training may be spent signed out.
    public boolean isKeptBy(AgentState state, @Nullable String reason) {
        return switch (this) {
            case SHIFT -> state != AgentState.OFFLINE && state != AgentState.PAUSED;
            case BACK_OFFICE -> state == AgentState.PAUSED && code().equals(reason);
            case BREAK, LUNCH, MEETING, TRAINING -> state == AgentState.OFFLINE || state == AgentState.PAUSED;
            case LEAVE -> true;
        };
    }
}
