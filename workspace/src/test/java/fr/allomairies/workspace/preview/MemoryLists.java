package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.lists.SavedList;
import fr.allomairies.workspace.lists.SavedLists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Lists in a map.
@Component
public class MemoryLists implements SavedLists {

    private final Map<UUID, SavedList> lists = new LinkedHashMap<>();
    private final Map<UUID, SavedList> removed = new LinkedHashMap<>();

    @Override
    public List<SavedList> of(AgentId reader) {
        return lists.values().stream()
                .filter(list -> list.shared() || list.owner().equals(reader))
                .toList();
    }

    @Override
    public Optional<SavedList> find(UUID id, AgentId reader) {
        return of(reader).stream().filter(list -> list.id().equals(id)).findFirst();
    }

    @Override
    public boolean add(SavedList list) {
        lists.put(list.id(), list);
        return true;
    }

    @Override
    public boolean change(SavedList list) {
        return lists.replace(list.id(), list) != null;
    }

    @Override
    public void remove(UUID id) {
        removed.put(id, lists.remove(id));
    }

    @Override
    public Optional<SavedList> restore(UUID id, AgentId reader, boolean shared) {
        lists.put(id, removed.get(id));
        return find(id, reader);
    }
}
