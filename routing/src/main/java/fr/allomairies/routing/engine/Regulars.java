package fr.allomairies.routing.engine;

import java.util.ArrayList;
import java.util.List;

/// Those who wait and would rather have one agent, who knows the matter; by their kinds.
final class Regulars {

    /// In the order of the turns.
    static final class OfKind extends Turns {

        final Kind kind;

        private OfKind(Kind kind) {
            this.kind = kind;
        }

        @Override
        int place(Contact contact) {
            return contact.placeAmongRegulars;
        }

        @Override
        void setPlace(Contact contact, int place) {
            contact.placeAmongRegulars = place;
        }
    }

    private final List<OfKind> kinds = new ArrayList<>(2);

    List<OfKind> kinds() {
        return kinds;
    }

    void enter(Contact contact, Kind kind) {
        for (var known : kinds) {
            if (known.kind == kind) {
                known.add(contact);
                return;
            }
        }
        var first = new OfKind(kind);
        first.add(contact);
        kinds.add(first);
    }

    /// Kinds of which nobody is left are forgotten: there are more of them than contacts that prefer one agent.
    void leave(Contact contact, Kind kind) {
        for (var i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).kind == kind) {
                kinds.get(i).remove(contact);
                if (kinds.get(i).isEmpty()) {
                    kinds.remove(i);
                }
                return;
            }
        }
    }
}
