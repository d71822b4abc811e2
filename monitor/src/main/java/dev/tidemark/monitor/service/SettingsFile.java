package dev.tidemark.monitor.service;

import dev.tidemark.monitor.settings.Section;
import dev.tidemark.monitor.settings.WrongSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of settings, in JSON. */
public final class SettingsFile {
    /** Nothing is set. */
    public static final SettingsFile EMPTY =
            new SettingsFile(JsonMapper.shared().createObjectNode(), "{}", "the settings");

    private final JsonNode root;
    private final String text;
    private final String name;

    private SettingsFile(JsonNode root, String text, String name) {
        this.root = root;
        this.text = text;
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no JSON; one line says where
     */
    public static SettingsFile read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param name what errors call it
     * @throws IOException if it is no JSON; one line says where
     */
    public static SettingsFile parse(String text, String name) throws IOException {
        try {
            return new SettingsFile(JsonMapper.shared().readTree(text), text, name);
        } catch (JacksonException e) {
            throw new IOException(
                    "%s: at line %d, column %d: expected JSON, found: %s"
                            .formatted(
                                    name,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()),
                    e);
        }
    }

    /**
     * What it says, and what is usual for all else.
     *
     * @param data the folder for whatever is not given another place
     * @throws IOException if it says what cannot be; one line: where, what was expected and found
     */
    public MonitorSettings in(Path data) throws IOException {
        try {
            return MonitorSettings.of(new Section(root, name, System::getenv), data);
        } catch (WrongSettingException e) {
            throw new IOException(told(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String told(WrongSettingException wrong) {
        if (!wrong.place().startsWith(name + ".")) {
            return String.valueOf(wrong.getMessage());
        }
        String place = wrong.place().substring(name.length() + 1);
        String line = new SettingLines(text).line(place).map(at -> ": line " + at).orElse("");
        return "%s%s: %s: %s".formatted(name, line, place, wrong.reason());
    }
}
