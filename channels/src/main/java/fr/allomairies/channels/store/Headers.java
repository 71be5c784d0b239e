package fr.allomairies.channels.store;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Headers of a raw message as JSON. What PostgreSQL cannot hold in text becomes a space.
final class Headers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

    private Headers() {}

    static String write(Map<String, String> headers) {
        return JSON.writeValueAsString(headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> storable(entry.getValue()))));
    }

    static Map<String, String> read(String json) {
        return JSON.readValue(json, TYPE);
    }

    private static String storable(String text) {
        return text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
