package dev.tidemark.monitor.evidence;

import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import dev.tidemark.monitor.fleet.ProcessKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was learnt of one process in one go, or is being learnt.
 *
 * @param process its number in the fleet
 * @param alert because of which it was asked; null when somebody wanted to know
 * @param by who wanted to know; {@code rule} for an alert
 * @param wanted what was wanted at the most
 * @param text one line: what is being done, or what it came to
 * @param ended null while it goes on
 * @param captures what was taken, in order
 * @param explanation {@code explain/1} as JSON; null when there is none
 * @param course how far it is; null when that is not known, and when it has ended
 */
public record EvidenceItem(
        String id,
        int process,
        ProcessKey key,
        @Nullable String alert,
        String by,
        Wanted wanted,
        State state,
        String text,
        Instant started,
        @Nullable Instant ended,
        List<Captured> captures,
        @Nullable String explanation,
        @Nullable Course course) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public EvidenceItem {
        captures = List.copyOf(captures);
    }

    /** What is wanted of a process. */
    public enum Wanted {
        /** Its objects by class, or samples of those that live. */
        COUNTS,
        /** One snapshot, compared with earlier ones of the same process. */
        SNAPSHOT,
        /** Who holds what leaks: counts, and snapshots some time apart. */
        HOLDER
    }

    /** How far it is. */
    public enum State {
        WAITING,
        DRAINING,
        CAPTURING,
        /** Between two captures. */
        PAUSED,
        EXPLAINING,
        DONE,
        FAILED
    }

    /** What was taken. */
    public enum Taken {
        HISTOGRAM,
        LIVE_OBJECTS,
        /** Samples of all that was allocated, whether it died or not. */
        ALLOCATIONS,
        SNAPSHOT
    }

    /**
     * One thing that was taken.
     *
     * @param text one line
     * @param file in the folder of evidence; null when there is none, or not any more
     * @param bytes of the file
     * @param pauseSeconds for which the process stood still at the most
     * @param remote where else the file is; null for nowhere
     */
    public record Captured(
            Taken what,
            Instant at,
            String text,
            @Nullable String file,
            long bytes,
            double pauseSeconds,
            @Nullable String remote) {

        Captured keptAs(@Nullable String newFile, long newBytes, @Nullable String newRemote) {
            return new Captured(what, at, text, newFile, newBytes, pauseSeconds, newRemote);
        }
    }

    /** Something that is to be done. */
    static EvidenceItem waiting(
            String id,
            int process,
            ProcessKey key,
            @Nullable String alert,
            String by,
            Wanted wanted,
            Instant now) {
        return new EvidenceItem(
                id,
                process,
                key,
                alert,
                by,
                wanted,
                State.WAITING,
                "waits for its turn",
                now,
                null,
                List.of(),
                null,
                null);
    }

    public boolean open() {
        return state != State.DONE && state != State.FAILED;
    }

    EvidenceItem now(State newState, String newText, @Nullable Course newCourse) {
        return new EvidenceItem(
                id,
                process,
                key,
                alert,
                by,
                wanted,
                newState,
                newText,
                started,
                ended,
                captures,
                explanation,
                newCourse);
    }

    EvidenceItem with(Captured one) {
        List<Captured> more = new ArrayList<>(captures);
        more.add(one);
        return with(more);
    }

    EvidenceItem with(List<Captured> newCaptures) {
        return new EvidenceItem(
                id,
                process,
                key,
                alert,
                by,
                wanted,
                state,
                text,
                started,
                ended,
                newCaptures,
                explanation,
                course);
    }

    EvidenceItem explained(String json) {
        return new EvidenceItem(
                id, process, key, alert, by, wanted, state, text, started, ended, captures, json,
                course);
    }

    EvidenceItem ended(State newState, String newText, Instant now) {
        return new EvidenceItem(
                id,
                process,
                key,
                alert,
                by,
                wanted,
                newState,
                newText,
                started,
                now,
                captures,
                explanation,
                null);
    }

    Document document() {
        return new Document(
                Kind.EVIDENCE, id, open(), started.toEpochMilli(), MAPPER.writeValueAsString(this));
    }

    static EvidenceItem of(Document document) {
        return MAPPER.readValue(document.json(), EvidenceItem.class);
    }
}
