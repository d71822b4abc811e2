package dev.tidemark.heap.analyse.growth;

import dev.tidemark.model.HeapPath;
import java.util.List;

/**
 * Something that holds more and more: the holder was there before, what it holds is new.
 *
 * @param holder the path of the holder, as a person reads it
 * @param holderType the type of the holder itself
 * @param entry the step from the holder to what accumulates
 * @param entryType the type of what accumulates, as the last snapshot names it
 * @param counts how many of those the holder had in each snapshot
 * @param holderBytes bytes of the holders themselves in each snapshot: their slots, used or not
 * @param added net new entries in each step from one snapshot to the next
 * @param removed entries that went away in each step
 * @param bytes net bytes in each step: the entries, all they own, and the insides of the holder
 * @param rawHolder the path as the runtime has it, before it was made readable
 * @param holders some of the holding objects, in the last snapshot
 * @param entries some of the newest entries, as objects of the last snapshot
 * @param alsoHeldBy paths of other holders that would keep the entries alive alone
 * @param waitingIn where some of the counted entries wait until they come to the holder
 */
public record Accumulation(
        HeapPath holder,
        String holderType,
        HeapPath.Step entry,
        String entryType,
        List<Long> counts,
        List<Long> holderBytes,
        List<Long> added,
        List<Long> removed,
        List<Long> bytes,
        List<HeapPath.Step> rawHolder,
        List<Integer> holders,
        List<Integer> entries,
        List<HeapPath> alsoHeldBy,
        List<HeapPath> waitingIn) {
    public Accumulation {
        counts = List.copyOf(counts);
        holderBytes = List.copyOf(holderBytes);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        bytes = List.copyOf(bytes);
        rawHolder = List.copyOf(rawHolder);
        holders = List.copyOf(holders);
        entries = List.copyOf(entries);
        alsoHeldBy = List.copyOf(alsoHeldBy);
        waitingIn = List.copyOf(waitingIn);
    }

    /** Bytes in all steps together. */
    public long totalBytes() {
        return bytes.stream().mapToLong(Long::longValue).sum();
    }

    /** Entries in all steps together. */
    public long totalAdded() {
        return added.stream().mapToLong(Long::longValue).sum();
    }
}
