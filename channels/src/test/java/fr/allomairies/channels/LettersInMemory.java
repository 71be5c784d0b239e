package fr.allomairies.channels;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import fr.allomairies.channels.store.Outbox;
import fr.allomairies.channels.store.Outbox.Entry;
import fr.allomairies.contact.ChannelKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The outbox without a database.
final class LettersInMemory {

    final Outbox outbox = mock(Outbox.class, withSettings().stubOnly());
    private final Map<UUID, Row> rows = new LinkedHashMap<>();

    LettersInMemory() {
        when(outbox.claim(anyBoolean(), any(), any(), anyInt()))
                .thenAnswer(call ->
                        claim(call.getArgument(0), call.getArgument(1), call.getArgument(2), call.getArgument(3)));
        when(outbox.hold(any(), any(), any()))
                .thenAnswer(call -> hold(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
        doAnswer(call -> {
                    sent(call.getArgument(0));
                    return null;
                })
                .when(outbox)
                .sent(any());
        doAnswer(call -> {
                    postpone(call.getArgument(0), call.getArgument(1));
                    return null;
                })
                .when(outbox)
                .postpone(any(), any(), any());
    }

    void compose(int letters, Instant at) {
        compose(ChannelKind.EMAIL, letters, at);
    }

    synchronized void compose(ChannelKind channel, int letters, Instant at) {
        for (int nth = 0; nth < letters; nth++) {
            var letter = new Entry(
                    UUID.randomUUID(),
                    channel,
                    Optional.empty(),
                    new RawMessage("letter-" + nth, Map.of(), new byte[0]),
                    at,
                    1);
            rows.put(letter.id(), new Row(letter, at));
        }
    }

    synchronized List<Entry> claim(boolean messengers, Instant now, Instant until, int limit) {
        var due = rows.values().stream()
                .filter(row -> !row.dueAt.isAfter(now))
                .filter(row -> row.letter.channel().value().startsWith("chat-") == messengers)
                .sorted(Comparator.comparing(row -> row.dueAt))
                .limit(limit)
                .toList();
        due.forEach(row -> row.dueAt = until);
        return due.stream().map(row -> row.letter).toList();
    }

    private synchronized Set<UUID> hold(List<UUID> ids, Instant claimedUntil, Instant until) {
        var held = ids.stream()
                .filter(rows::containsKey)
                .filter(id -> rows.get(id).dueAt.equals(claimedUntil))
                .collect(Collectors.toSet());
        held.forEach(id -> rows.get(id).dueAt = until);
        return held;
    }

    synchronized void sent(List<UUID> ids) {
        ids.forEach(rows::remove);
    }

    private synchronized void postpone(UUID id, Instant at) {
        rows.get(id).dueAt = at;
    }

    synchronized int toSend() {
        return rows.size();
    }

    synchronized List<Instant> due() {
        return rows.values().stream().map(row -> row.dueAt).toList();
    }

    private static final class Row {

        final Entry letter;
        Instant dueAt;

        Row(Entry letter, Instant dueAt) {
            this.letter = letter;
            this.dueAt = dueAt;
        }
    }
}
