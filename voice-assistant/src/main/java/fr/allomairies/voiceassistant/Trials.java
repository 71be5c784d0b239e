package fr.allomairies.voiceassistant;

import fr.allomairies.contact.ContactId;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// By which way to understand a conversation is held, while another is on trial beside the one in use. A conversation
/// is drawn once, at its beginning. Safe for many threads.
public final class Trials {

    private final Assistant inUse;
    private final BiFunction<Understanding, Thresholds, Assistant> another;
    private volatile @Nullable UnderWay underWay;

    Trials(Assistant inUse, BiFunction<Understanding, Thresholds, Assistant> another) {
        this.inUse = inUse;
        this.another = another;
    }

    /// Of an assistant with which nothing is ever tried.
    public static Trials none(Assistant inUse) {
        return new Trials(inUse, (_, _) -> inUse);
    }

    /// @param tried held by what is on trial; otherwise by what is in use
    public record Draw(int trial, boolean tried) {}

    private record UnderWay(Trial trial, Assistant assistant) {}

    /// For a conversation that begins; empty while nothing is on trial.
    public Optional<Draw> draw(ContactId contact) {
        return Optional.ofNullable(underWay)
                .map(UnderWay::trial)
                .map(trial -> new Draw(trial.number(), trial.draws(contact)));
    }

    /// Who holds a conversation that was drawn so, or was not. When the trial is over that is what is in use.
    public Assistant assistant(@Nullable Draw drawn) {
        return trying(drawn).map(UnderWay::assistant).orElse(inUse);
    }

    /// Of a conversation that is held by what is on trial.
    public Optional<Thresholds> thresholds(@Nullable Draw drawn) {
        return trying(drawn).map(UnderWay::trial).map(Trial::thresholds);
    }

    private Optional<UnderWay> trying(@Nullable Draw drawn) {
        return Optional.ofNullable(underWay)
                .filter(now -> drawn != null && drawn.tried() && drawn.trial() == now.trial.number());
    }

    /// From now on conversations that begin are drawn, on this node.
    public void begin(Trial trial, Understanding tried) {
        underWay = new UnderWay(trial, another.apply(tried, trial.thresholds()));
    }

    public void end() {
        underWay = null;
    }
}
