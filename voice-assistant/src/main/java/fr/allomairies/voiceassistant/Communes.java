package fr.allomairies.voiceassistant;

import java.util.Optional;

/// Which commune of the metropolis is meant in what citizens write. Safe for many threads.
public interface Communes {

    /// The one that is named in a text or an address, however it is spelt; names of streets such as *route de Levens*
    /// do not count, nor does the name of the metropolis.
    Optional<Commune> in(String text);

    Optional<Commune> byCode(String code);

    /// @param code of the INSEE, such as `06088`
    record Commune(String code, String name) {}
}
