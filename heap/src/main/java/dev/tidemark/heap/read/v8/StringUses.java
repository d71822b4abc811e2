package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.redact.WrittenNames;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What each string of the table is used as: V8 writes every text once, whether it names a function
 * or is the contents of a string. 6 bytes a string.
 */
final class StringUses {
    /** It can be a name that a person wrote. */
    static final int WORD = 1;

    /** Code spells it: it names a function or a variable, or compiled code refers to it. */
    static final int IN_CODE = 2;

    /** It is the file of a script. */
    static final int SCRIPT = 4;

    /** A name of the language itself. */
    static final int LANGUAGE = 8;

    /** Something needs it as it is. */
    static final int KEPT = 16;

    /** Something needs what stands for it. */
    static final int REPLACED = 32;

    /** It is made of words, as names of events are. */
    static final int WORDS = 64;

    /** As many objects as this have a property of the name: it is a field, and no key. */
    private static final int SHARED = 16;

    private static final int LONGEST_NAME = 120;

    /** What V8 calls global objects: what they say they are, which part, the page's address. */
    private static final Pattern GLOBAL =
            Pattern.compile("(?:global|Object|Window)(?: \\(global\\*?\\))?(?: / .*)?");

    /** What explanations look for in compiled code: with these, collections are kept small. */
    private static final Set<String> OF_LIMITS =
            Set.of(
                    "add", "delete", "entries", "keys", "length", "next", "pop", "push", "set",
                    "shift", "size", "splice", "unshift", "values");

    private final ByteColumn flags;
    private final ByteColumn owners;
    private final IntColumn second;
    private final int count;

    /** Whose classes of objects are told by these names. */
    private int plainObject = -1;

    private int tag = -1;
    private int events = -1;
    private final Set<Integer> scriptLinks = new HashSet<>();
    private final Set<Integer> codeLists = new HashSet<>();
    private final Set<Integer> identifierLists = new HashSet<>();
    private final Set<Integer> exporters = new HashSet<>();
    private final Set<Integer> timerLists = new HashSet<>();
    private final Set<Integer> kindWords = new HashSet<>();
    private final Set<Integer> globals = new HashSet<>();

    private StringUses(Columns columns, int count) {
        this.count = count;
        this.flags = columns.bytes(count);
        this.owners = columns.bytes(count);
        this.second = columns.ints(count);
    }

    /** Reads the table. */
    static StringUses read(SnapshotBytes bytes, long start, Columns columns)
            throws SnapshotFormatException {
        int count = StringTable.read(new JsonCursor(bytes, start), bytes, (_, _, _) -> {}).count();
        StringUses uses = new StringUses(columns, count);
        StringTable.read(
                new JsonCursor(bytes, start),
                bytes,
                (index, from, to) -> {
                    if (to - from <= LONGEST_NAME) {
                        byte[] text = new byte[(int) (to - from)];
                        bytes.copy(from, text, text.length);
                        uses.look(index, new String(text, StandardCharsets.UTF_8));
                    }
                });
        return uses;
    }

    private void look(int index, String text) {
        if (isName(text)) {
            mark(index, WORD);
        }
        if (WrittenNames.isEvent(text)) {
            mark(index, WORDS);
        }
        if (GLOBAL.matcher(text).matches()) {
            globals.add(index);
        }
        if (OF_LIMITS.contains(text)) {
            mark(index, LANGUAGE);
        }
        switch (text) {
            case "Object" -> plainObject = index;
            case "<symbol Symbol.toStringTag>" -> tag = index;
            case "script", "script_or_debug_info" -> scriptLinks.add(index);
            case "(constant pool)", "system / ObjectBoilerplateDescription" -> codeLists.add(index);
            case "system / ScopeInfo", "(context local names)" -> {
                codeLists.add(index);
                identifierLists.add(index);
            }
            case "system / SourceTextModule" -> exporters.add(index);
            case "_events" -> events = index;
            case "TimersList" -> timerLists.add(index);
            case "(concatenated string)",
                    "(sliced string)",
                    "symbol",
                    "private symbol",
                    "bigint",
                    "heap number",
                    "smi number",
                    "number",
                    "string",
                    "" ->
                    kindWords.add(index);
            default -> {
                // Tells nothing.
            }
        }
    }

    /** Names of properties, accessors, private fields, and symbols that stand for a name. */
    private static boolean isName(String text) {
        String name = text;
        if (name.startsWith("<symbol") && name.endsWith(">")) {
            name = name.substring("<symbol".length(), name.length() - 1).strip();
            return name.isEmpty() || WrittenNames.isThreadName(name);
        }
        if (name.startsWith("get ") || name.startsWith("set ")) {
            name = name.substring("get ".length());
        } else if (name.startsWith("#")) {
            name = name.substring(1);
        }
        return WrittenNames.isIdentifier(name);
    }

    int count() {
        return count;
    }

    void mark(int string, int flag) {
        flags.set(string, (byte) (flags.get(string) | flag));
    }

    boolean is(int string, int flag) {
        return (flags.get(string) & flag) != 0;
    }

    /** Notes that an object has a property of that name. */
    void addOwner(int string) {
        byte known = owners.get(string);
        if (known < SHARED) {
            owners.set(string, (byte) (known + 1));
        }
    }

    /** Whether so many objects have a property of that name that it is a field, and no key. */
    boolean isShared(int string) {
        return owners.get(string) >= SHARED;
    }

    boolean isPlainObject(int name) {
        return name == plainObject;
    }

    boolean isToStringTag(int name) {
        return name == tag;
    }

    /** Whether an edge of the name leads to the listeners of an emitter by event. */
    boolean leadsToEvents(int name) {
        return name == events;
    }

    boolean leadsToScript(int name) {
        return scriptLinks.contains(name);
    }

    /** Whether it names what lists strings that code spells. */
    boolean listsCode(int name) {
        return codeLists.contains(name);
    }

    /** Whether it names what lists variables and functions, and nothing else. */
    boolean listsIdentifiers(int name) {
        return identifierLists.contains(name);
    }

    boolean exports(int name) {
        return exporters.contains(name);
    }

    boolean isTimerList(int name) {
        return timerLists.contains(name);
    }

    /** Whether it is what a global object is called. */
    boolean namesGlobal(int name) {
        return globals.contains(name);
    }

    /** Whether it only says what kind of thing something is. */
    boolean isKind(int name) {
        return kindWords.contains(name);
    }

    /**
     * Gives a second place, behind all others, to what stands for strings that are needed both
     * ways.
     *
     * @return how many there are
     */
    int placeSecond() {
        int added = 0;
        for (int string = 0; string < count; string++) {
            if (is(string, KEPT) && is(string, REPLACED)) {
                second.set(string, count + added);
                added++;
            }
        }
        return added;
    }

    /** Where what stands for a string is in the new table. */
    int replacement(int string) {
        return second.get(string) == 0 ? string : second.get(string);
    }
}
