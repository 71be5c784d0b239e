package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.BlockedCallers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class NobodyBlocked implements BlockedCallers {

    private static final Optional<Refusal> GONE =
            Optional.of(new Refusal("block-gone", "there is no telephone in the preview"));

    @Override
    public List<Block> proposed(int limit) {
        return List.of();
    }

    @Override
    public List<Block> current() {
        return List.of();
    }

    @Override
    public List<Block> past(int limit) {
        return List.of();
    }

    @Override
    public Optional<Refusal> propose(String number, String reason, AgentId by) {
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> block(String number, String reason, Duration time, AgentId by) {
        return GONE;
    }

    @Override
    public Optional<Refusal> block(UUID id, Duration time, AgentId by) {
        return GONE;
    }

    @Override
    public Optional<Refusal> dismiss(UUID id, AgentId by) {
        return GONE;
    }

    @Override
    public Optional<Refusal> lift(UUID id, AgentId by) {
        return GONE;
    }
}
