package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return find(kind).orElseThrow(() -> new IllegalArgumentException("no adapter for the channel " + kind));
    }

    Optional<ChannelAdapter> find(ChannelKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /// What may carry a letter of a ticket of the channel: its own way out, then the post of our time.
    List<ChannelAdapter> carriers(ChannelKind kind) {
        return Stream.of(kind, ChannelKind.EMAIL)
                .distinct()
                .flatMap(each -> Stream.ofNullable(byKind.get(each)))
                .filter(adapter -> adapter.outboundUri().isPresent())
                .toList();
    }
}
