package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The adapters of the application, by their kind.
@Component
class Adapters {

    private final List<ChannelAdapter> all;
    private final Map<ChannelKind, ChannelAdapter> byKind;

    Adapters(List<ChannelAdapter> all) {
        this.all = List.copyOf(all);
        this.byKind = all.stream().collect(Collectors.toUnmodifiableMap(ChannelAdapter::kind, Function.identity()));
    }

    List<ChannelAdapter> all() {
        return all;
    }

    ChannelAdapter of(ChannelKind kind) {
        var adapter = byKind.get(kind);
        if (adapter == null) {
            throw new IllegalArgumentException("no adapter for the channel " + kind);
        }
        return adapter;
    }

    /// What carries a letter of a ticket of the channel: its own way out, or else the post of our time.
    Optional<ChannelAdapter> carrier(ChannelKind kind) {
        return Optional.ofNullable(byKind.get(kind))
                .filter(adapter -> adapter.outboundUri().isPresent())
                .or(() -> Optional.ofNullable(byKind.get(ChannelKind.EMAIL)));
    }
}
