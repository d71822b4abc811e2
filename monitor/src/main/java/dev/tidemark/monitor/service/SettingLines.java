package dev.tidemark.monitor.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** In which line of a file of settings each name stands. */
final class SettingLines {
    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * Reads a text that is known to be JSON.
     *
     * @param json from its beginning
     */
    SettingLines(String json) {
        try (JsonParser parser = JsonMapper.shared().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
    }

    /**
     * The line of a setting, or of what it should stand in when it is missing.
     *
     * @param place such as {@code deliveries.channels[0].type}
     */
    Optional<Integer> line(String place) {
        String pointer = "/" + place.replace("[", ".").replace("]", "").replace('.', '/');
        while (!pointer.isEmpty()) {
            Integer line = lines.get(pointer);
            if (line != null) {
                return Optional.of(line);
            }
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        return Optional.empty();
    }
}
