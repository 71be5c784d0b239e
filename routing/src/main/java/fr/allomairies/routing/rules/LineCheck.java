package fr.allomairies.routing.rules;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lines, ways out and classes that nothing can ever come to. Of overflow to another line [SharingCheck] says more.
record LineCheck(Rules rules, Places places, Reach reach) {

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var index = 0; index < rules.lines().size(); index++) {
            var line = rules.lines().get(index);
            if (reach.samples().get(index).isEmpty()) {
                findings.add(unreachable(index, line));
            }
            waysOut(index, line, findings);
        }
        var used = rules.lines().stream().map(Line::priorityClass).collect(Collectors.toSet());
        places.classes().forEach((code, number) -> {
            if (!used.contains(code)) {
                findings.add(Finding.warning(number, "class-unused", code));
            }
        });
        return findings;
    }

    /// The assistant answers calls and chats. The other ways out are the telephone's: anything written that left by
    /// one would be read by nobody.
    private void waysOut(int index, Line line, List<Finding> findings) {
        for (var way = 0; way < line.overflows().size(); way++) {
            var number = places.lines().get(index).waysOut().get(way);
            var to = line.overflows().get(way).to();
            if (isUnreachable(line.overflows(), way)) {
                findings.add(Finding.refusal(number, 1, "unreachable-way-out", to));
            }
            if (!line.overflows().get(way).toLine()) {
                var assistant = to.equals(ContactOverflowed.ASSISTANT);
                other(index, assistant)
                        .ifPresent(channel -> findings.add(Finding.refusal(
                                number,
                                1,
                                assistant ? "way-out-for-talks" : "way-out-for-calls",
                                to,
                                line.name(),
                                channel.value())));
            }
        }
    }

    /// A channel of the line that the way out is not for.
    private Optional<ChannelKind> other(int index, boolean chatsToo) {
        return reach.samples().get(index).stream()
                .map(sample -> sample.request().channel())
                .filter(channel -> !channel.isCall() && !(chatsToo && channel.isChat()))
                .findFirst();
    }

    private Finding unreachable(int index, Line line) {
        var number = places.lines().get(index).head();
        var taker = reach.takenBy()[index];
        return taker < 0
                ? Finding.refusal(number, 1, "impossible-condition", line.name())
                : Finding.refusal(
                        number,
                        1,
                        "unreachable-line",
                        line.name(),
                        rules.lines().get(taker).name(),
                        places.lines().get(taker).head());
    }

    /// Another one, whatever happens, is taken before it.
    private static boolean isUnreachable(List<Overflow> ways, int index) {
        var way = ways.get(index);
        if (way.isProposal()) {
            return false;
        }
        for (var other = 0; other < ways.size(); other++) {
            var before = ways.get(other).after().compareTo(way.after());
            if (precludes(ways.get(other), way) && (before < 0 || before == 0 && other < index)) {
                return true;
            }
        }
        return false;
    }

    /// Who waits on with another line as well may still go elsewhere, but not there once more.
    private static boolean precludes(Overflow other, Overflow way) {
        return other.trigger() == Trigger.WAITED
                && !other.isProposal()
                && (!other.toLine() || way.toLine() && way.to().equals(other.to()));
    }
}
