package dev.tidemark.gate;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * The file of a baseline. People edit it, so what is not understood is told, and not passed over: a
 * date behind a misspelt {@code expires} would never come.
 */
final class BaselineJson {
    private static final int VERSION = 1;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path file;
    private final JsonParser json;

    private BaselineJson(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    static List<KnownLeak> read(Path file) throws IOException {
        try (JsonParser json =
                JSON.createParser(ObjectReadContext.empty(), Files.readString(file))) {
            return new BaselineJson(file, json).document();
        } catch (JacksonException e) {
            throw new BaselineException(
                    "%s, line %d: expected JSON, found none: %s"
                            .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
        } catch (CharacterCodingException _) {
            throw new BaselineException(file + ": expected text in UTF-8, found other bytes");
        }
    }

    private List<KnownLeak> document() throws BaselineException {
        List<KnownLeak> leaks = List.of();
        boolean versionSeen = false;
        json.nextToken();
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "version" -> {
                    version();
                    versionSeen = true;
                }
                case "leaks" -> leaks = leaks();
                default -> throw unknown(name, "version, leaks");
            }
        }
        if (!versionSeen) {
            throw wrong("\"version\": " + VERSION, "none");
        }
        if (json.nextToken() != null) {
            throw wrong("the end of the file", json.getString());
        }
        return leaks;
    }

    private void version() throws BaselineException {
        expect(JsonToken.VALUE_NUMBER_INT, "a number as version");
        if (json.getIntValue() != VERSION) {
            throw new BaselineException(
                    "%s: expected version %d, found %s. A newer Tidemark wrote it: use that one."
                            .formatted(file, VERSION, json.getString()));
        }
    }

    private List<KnownLeak> leaks() throws BaselineException {
        expect(JsonToken.START_ARRAY, "an array of leaks");
        List<KnownLeak> leaks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            KnownLeak leak = leak();
            if (!seen.add(leak.fingerprint())) {
                throw wrong("each fingerprint once", "a second " + leak.fingerprint());
            }
            leaks.add(leak);
        }
        return leaks;
    }

    private KnownLeak leak() throws BaselineException {
        expect(JsonToken.START_OBJECT, "an object for each leak");
        Map<String, String> texts = new HashMap<>();
        List<String> scenarios = List.of();
        LocalDate expires = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "fingerprint", "title", "path", "reason" -> texts.put(name, text(name));
                case "scenarios" -> scenarios = texts(name);
                case "expires" -> expires = date();
                default ->
                        throw unknown(name, "fingerprint, title, path, scenarios, reason, expires");
            }
        }
        String fingerprint = texts.getOrDefault("fingerprint", "");
        if (fingerprint.isBlank()) {
            throw wrong("a fingerprint for each leak", "none");
        }
        return new KnownLeak(
                fingerprint,
                texts.getOrDefault("title", ""),
                texts.getOrDefault("path", ""),
                scenarios,
                texts.getOrDefault("reason", ""),
                expires);
    }

    private String text(String name) throws BaselineException {
        expect(JsonToken.VALUE_STRING, "a text as " + name);
        return json.getString();
    }

    private List<String> texts(String name) throws BaselineException {
        expect(JsonToken.START_ARRAY, "an array as " + name);
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text("one of the " + name));
        }
        return texts;
    }

    private @Nullable LocalDate date() throws BaselineException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        String text = text("date in expires");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw wrong("a day such as 2027-01-31 in expires", "\"" + text + "\"");
        }
    }

    private void expect(JsonToken token, String words) throws BaselineException {
        if (json.currentToken() != token) {
            throw wrong(words, Objects.toString(json.getString(), "the end of the file"));
        }
    }

    private BaselineException unknown(String field, String fields) {
        return wrong("one of the fields " + fields, "\"" + field + "\"");
    }

    private BaselineException wrong(String expected, String found) {
        return new BaselineException(
                "%s, line %d: expected %s, found %s"
                        .formatted(file, json.currentLocation().getLineNr(), expected, found));
    }

    static String write(List<KnownLeak> leaks) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new Pretty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            json.writeArrayPropertyStart("leaks");
            leaks.forEach(leak -> write(json, leak));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, KnownLeak leak) {
        json.writeStartObject();
        json.writeStringProperty("fingerprint", leak.fingerprint());
        json.writeStringProperty("title", leak.title());
        json.writeStringProperty("path", leak.path());
        json.writeArrayPropertyStart("scenarios");
        leak.scenarios().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("reason", leak.reason());
        if (leak.expires() == null) {
            json.writeNullProperty("expires");
        } else {
            json.writeStringProperty("expires", leak.expires().toString());
        }
        json.writeEndObject();
    }

    /** One value a line, so that a change is a few lines of a diff. */
    private static final class Pretty extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(lines)
                    .withArrayIndenter(lines);
        }
    }
}
