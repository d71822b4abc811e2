package dev.tidemark.profile;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a person would look: what each stack allocated belongs to the innermost function on it that
 * is not a part of the runtime. What has none stays with the runtime's function.
 */
public final class AllocationSites {
    /** Code that comes with Node.js, V8 or the JDK. */
    private static final Pattern RUNTIME =
            Pattern.compile("(node:|internal/|(java|javax|jdk|sun|com\\.sun)\\.).*|");

    private final Map<Frame, Tally> tallies = new HashMap<>();

    private AllocationSites() {}

    /**
     * One site.
     *
     * @param allocated by it and the runtime below it; nothing when that was not measured
     * @param alive the same; nothing when that was not measured
     * @param entry what called it, when that is the same for most of the bytes
     */
    public record Site(Frame function, Weight allocated, Weight alive, Optional<EntryPoint> entry) {
        public Weight weight(Measure measure) {
            return switch (measure) {
                case ALLOCATED -> allocated;
                case ALIVE -> alive;
            };
        }
    }

    /** All sites, those with the most of {@code measure} first. */
    public static List<Site> of(AllocationProfile profile, Measure measure) {
        AllocationSites sites = new AllocationSites();
        for (int node = 1; node < profile.nodeCount(); node++) {
            sites.add(profile, node);
        }
        return sites.tallies.values().stream()
                .map(Tally::site)
                .sorted(
                        Comparator.comparingLong((Site site) -> -site.weight(measure).bytes())
                                .thenComparing(site -> site.function().toString()))
                .toList();
    }

    /** Whether a function belongs to the runtime rather than to a program or its libraries. */
    public static boolean isRuntime(Frame frame) {
        return RUNTIME.matcher(frame.location().file()).matches();
    }

    private void add(AllocationProfile profile, int node) {
        Weight allocated = profile.self(node, Measure.ALLOCATED);
        Weight alive = profile.self(node, Measure.ALIVE);
        if (allocated.isNone() && alive.isNone()) {
            return;
        }
        int site = siteOf(profile, node);
        tallies.computeIfAbsent(profile.frame(site), Tally::new)
                .add(allocated, alive, EntryPoint.above(profile, site));
    }

    private static int siteOf(AllocationProfile profile, int node) {
        for (int at = node; at != AllocationProfile.ROOT; at = profile.parent(at)) {
            if (!profile.frame(at).isType() && !isRuntime(profile.frame(at))) {
                return at;
            }
        }
        int caller = profile.parent(node);
        return profile.frame(node).isType() && caller != AllocationProfile.ROOT ? caller : node;
    }

    /** Sums up one site. */
    private static final class Tally {
        private final Frame function;
        private final Map<EntryPoint, Long> bytesByEntry = new EnumMap<>(EntryPoint.class);
        private Weight allocated = Weight.NONE;
        private Weight alive = Weight.NONE;

        Tally(Frame function) {
            this.function = function;
        }

        void add(Weight moreAllocated, Weight moreAlive, Optional<EntryPoint> entry) {
            allocated = allocated.plus(moreAllocated);
            alive = alive.plus(moreAlive);
            entry.ifPresent(each ->
                    bytesByEntry.merge(each, moreAllocated.bytes() + moreAlive.bytes(), Long::sum));
        }

        Site site() {
            long half = (allocated.bytes() + alive.bytes()) / 2;
            Optional<EntryPoint> entry =
                    bytesByEntry.entrySet().stream()
                            .filter(each -> each.getValue() > half)
                            .map(Map.Entry::getKey)
                            .findFirst();
            return new Site(function, allocated, alive, entry);
        }
    }
}
