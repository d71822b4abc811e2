package dev.tidemark.monitor.settings;

import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One section of the settings.
 *
 * <p>Everything throws an {@link IllegalArgumentException} of one line: where, what was expected,
 * what was found.
 *
 * @param where the file and the way to the section, for errors: {@code monitor.json: alerts}
 * @param environment for secrets that are in variables
 */
public record Section(JsonNode node, String where, Environment environment) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d)?");
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{1,3})?)\\s*([KMGT]?)(?:I?B)?");

    /** Variables of the system, such as {@link System#getenv(String)}. */
    public interface Environment {
        /** The value of a variable; null when it is not set. */
        @Nullable String value(String variable);
    }

    public Section {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw new WrongSettingException(where, "names with values", node.toString());
        }
    }

    /** Checks that there are no other names, such as misspelt ones. */
    public Section only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw wrong(
                        name, "one of " + String.join(", ", new TreeSet<>(known)), "another name");
            }
        }
        return this;
    }

    public boolean has(String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    public @Nullable String text(String name) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return null;
        }
        if (!value.isString() && !value.isNumber()) {
            throw wrong(name, "a text", value.toString());
        }
        return value.asString();
    }

    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** A text that has to be there. */
    public String needed(String name, String what) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw wrong(name, what, "nothing");
        }
        return text;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.path(name).isBoolean()) {
            throw wrong(name, "true or false", node.path(name).toString());
        }
        return node.path(name).asBoolean();
    }

    /** {@code 90}, {@code 90s}, {@code 10m}, {@code 2h} or {@code 30d}. */
    public Duration time(String name, Duration otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw wrong(name, "a time such as 90s, 10m, 2h or 30d", text);
        }
        String unit = time.group(2) == null ? "s" : time.group(2);
        double millis =
                Double.parseDouble(time.group(1))
                        * switch (unit) {
                            case "ms" -> 1;
                            case "m" -> 60e3;
                            case "h" -> 3600e3;
                            case "d" -> 86_400e3;
                            default -> 1e3;
                        };
        return Duration.ofMillis((long) millis);
    }

    /** {@code 536870912}, {@code 512M} or {@code 1.5GiB}; units are binary. */
    public Bytes size(String name, Bytes otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw wrong(name, "a size such as 512M or 20GiB", text);
        }
        int power = size.group(2).isEmpty() ? 0 : 1 + "KMGT".indexOf(size.group(2));
        return Bytes.of(Double.parseDouble(size.group(1)) * Math.pow(1024, power));
    }

    /** A number between 0 and 1. */
    public double share(String name, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = node.path(name);
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
            throw wrong(name, "a number from 0 to 1", value.toString());
        }
        return value.asDouble();
    }

    /** The address of something that speaks HTTP; null when there is none. */
    public @Nullable URI url(String name) {
        String text = text(name);
        return text == null ? null : url(text, name);
    }

    private URI url(String text, String name) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // What is wrong with it is not said: it may hold a password.
            throw wrong(name, "a URL that begins with http:// or https://", "another text");
        }
        throw wrong(name, "a URL that begins with http:// or https://", "another text");
    }

    /** Texts; a single one may stand by itself. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.path(name);
        if (list.isString()) {
            return List.of(list.asString());
        }
        if (has(name) && !list.isArray()) {
            throw wrong(name, "a list of texts", list.toString());
        }
        for (JsonNode one : list) {
            if (!one.isString() && !one.isNumber()) {
                throw wrong(name, "a list of texts", list.toString());
            }
            texts.add(one.asString());
        }
        return texts;
    }

    /** A section in this one; without names when it is missing. */
    public Section section(String name) {
        return new Section(node.path(name), where + "." + name, environment);
    }

    /** The sections of a list; none when it is missing. */
    public List<Section> sections(String name) {
        JsonNode list = node.path(name);
        if (has(name) && !list.isArray()) {
            throw wrong(name, "a list", list.toString());
        }
        List<Section> sections = new ArrayList<>();
        for (JsonNode one : list) {
            String at = "%s.%s[%d]".formatted(where, name, sections.size());
            sections.add(new Section(one, at, environment));
        }
        return sections;
    }

    /**
     * A secret, from the file {@code NAME_file} or the variable {@code NAME_env}; null when there
     * is none.
     */
    public @Nullable Hidden secret(String name) {
        if (has(name)) {
            throw wrong(name, name + "_file or " + name + "_env instead of the secret", "it");
        }
        String file = text(name + "_file");
        String variable = text(name + "_env");
        if (file != null) {
            Hidden secret = Hidden.inFile(Path.of(file));
            try {
                secret.read();
            } catch (IOException e) {
                throw wrong(name + "_file", "a file that can be read", file);
            }
            return secret;
        }
        if (variable == null) {
            return null;
        }
        String value = environment.value(variable);
        if (value == null) {
            throw wrong(name + "_env", "a variable that is set", variable);
        }
        return Hidden.of(value);
    }

    /** The error to throw about a value. */
    public IllegalArgumentException wrong(String name, String expected, String found) {
        return new WrongSettingException(where + "." + name, expected, found);
    }
}
