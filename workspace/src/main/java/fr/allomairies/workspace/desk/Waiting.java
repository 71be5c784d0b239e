package fr.allomairies.workspace.desk;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import fr.allomairies.routing.RoutingSnapshot;
import java.util.Map;
import java.util.TreeMap;

/// How many wait, by channel.
final class Waiting {

    private Waiting() {}

    static Map<String, Long> byChannel(RoutingSnapshot snapshot) {
        return snapshot.waiting().stream()
                .collect(groupingBy(waiting -> waiting.channel().value(), TreeMap::new, counting()));
    }
}
