package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the desk needs to draw itself.
///
/// @param steered what a supervisor decided, until something else is decided
/// @param moves skills that she was given or lost and has not read yet
/// @param listens her phone rings because she, a supervisor, wants to listen to a call
/// @param now the server's clock, by which the desk sets its own
/// @param waiting contacts in the queue, by channel
/// @param position where the stream of events goes on from here
record DeskView(
        Person agent,
        AgentState state,
        @Nullable String pauseReason,
        Instant since,
        @Nullable SteeredView steered,
        List<MovedSkillView> moves,
        boolean listens,
        Instant now,
        List<Card> offers,
        List<Card> contacts,
        Map<String, Long> waiting,
        long position) {

    record Person(String login, String name) {}
}
