package dev.tidemark.cli.hunt;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.AllocationSites;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sites by stacks of what was allocated in the steps and is alive. V8 does not say what was
 * allocated, so a stack belongs to a finding by one of these signs, the strongest first:
 *
 * <ol>
 *   <li>the constructor of the type that accumulates is on it: who called that is the site;
 *   <li>functions accumulate, and it is in the file of theirs: they are made where they are
 *       written, in the nearest function that begins above them;
 *   <li>it is in the file that declares the holder, most of what survives of that file comes from
 *       one function, in about as many bytes as accumulate;
 *   <li>the same for the whole program, if most of the growth is the finding's.
 * </ol>
 */
final class SurvivorSites implements MakingSites {
    /** Fewer samples may have hit a stack by chance. */
    private static final int FEWEST = 5;

    private static final double MOST = 0.5;

    /** What a finding retains and what its site allocates differ by what others add to it. */
    private static final double LEAST_LIKE = 0.5;

    private static final double MOST_LIKE = 1.5;

    private final List<Stack> stacks = new ArrayList<>();
    private final Weight all;

    /** What one stack allocated; its innermost call first. */
    private record Stack(List<Frame> frames, Weight alive) {}

    /** What a function made of what was looked at. */
    private record Share(Frame function, Weight made, Weight ofAll) {
        boolean isMost() {
            return made.count() >= FEWEST && made.bytes() > MOST * ofAll.bytes();
        }
    }

    /**
     * @param alive of the steps between the first and the last snapshot, in names that people wrote
     */
    SurvivorSites(AllocationProfile alive) {
        for (int node = 1; node < alive.nodeCount(); node++) {
            Weight weight = alive.self(node, Measure.ALIVE);
            if (!weight.isNone()) {
                stacks.add(new Stack(alive.stack(node).reversed(), weight));
            }
        }
        all = alive.total(Measure.ALIVE);
    }

    @Override
    public Optional<Made> of(Finding finding) {
        AllocationSite known = finding.allocationSite();
        return byConstructor(finding)
                .or(() -> known == null ? Optional.empty() : around(known))
                .filter(Share::isMost)
                .map(share -> made(finding, share))
                .or(() -> byAmount(finding, inFileOf(finding.holder().source())))
                .or(() ->
                        finding.growth().share() < MOST
                                ? Optional.empty()
                                : byAmount(finding, SurvivorSites::site));
    }

    private Optional<Share> byConstructor(Finding finding) {
        return share(frames -> creator(finding.accumulates().type(), frames));
    }

    /** Whoever called the constructor, or the class itself if only the runtime did. */
    private static @Nullable Frame creator(String type, List<Frame> frames) {
        Frame constructor = null;
        for (Frame frame : frames) {
            if (frame.name().equals(type)) {
                constructor = frame;
            } else if (constructor != null && !AllocationSites.isRuntime(frame)) {
                return frame;
            }
        }
        return constructor;
    }

    /** The function that begins nearest above a place, of those that made what survives. */
    private Optional<Share> around(AllocationSite written) {
        return stacks.stream()
                .map(stack -> site(stack.frames()))
                .filter(site -> site != null && isAbove(site, written))
                .max(Comparator.comparingInt(site -> site.location().line()))
                .flatMap(nearest -> share(frames -> nearest.equals(site(frames)) ? nearest : null));
    }

    private static boolean isAbove(Frame site, AllocationSite written) {
        return site.location().file().equals(written.location().file())
                && site.location().line() > 0
                && site.location().line() <= written.location().line();
    }

    private Optional<Made> byAmount(Finding finding, Function<List<Frame>, @Nullable Frame> by) {
        return share(by)
                .filter(Share::isMost)
                .map(share -> made(finding, share))
                .filter(Made::agrees);
    }

    private static Function<List<Frame>, @Nullable Frame> inFileOf(
            @Nullable SourceLocation declared) {
        return frames -> {
            Frame site = site(frames);
            boolean inFile =
                    site != null
                            && declared != null
                            && site.location().file().equals(declared.file());
            return inFile ? site : null;
        };
    }

    /** The innermost function that is not a part of the runtime. */
    private static @Nullable Frame site(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> !AllocationSites.isRuntime(frame))
                .findFirst()
                .orElse(null);
    }

    /** The function that made most of the stacks that {@code by} names one for. */
    private Optional<Share> share(Function<List<Frame>, @Nullable Frame> by) {
        Map<Frame, Weight> made = new HashMap<>();
        Weight sum = Weight.NONE;
        for (Stack stack : stacks) {
            Frame function = by.apply(stack.frames());
            if (function != null) {
                made.merge(function, stack.alive(), Weight::plus);
                sum = sum.plus(stack.alive());
            }
        }
        Weight ofAll = sum;
        return made.entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().bytes()))
                .map(most -> new Share(most.getKey(), most.getValue(), ofAll));
    }

    private Made made(Finding finding, Share share) {
        Frame by = share.function();
        AllocationSite site = new AllocationSite(by.name(), by.location());
        double grown =
                finding.growth().bytesPerStep() * (finding.accumulates().counts().size() - 1);
        double like = grown > 0 ? share.made().bytes() / grown : 0;
        boolean agrees =
                share.made().count() >= ENOUGH_TO_AGREE && like >= LEAST_LIKE && like <= MOST_LIKE;
        String evidence =
                "made in %s (%s), by %d of %d samples of what survived the steps"
                        .formatted(
                                by.name().isEmpty() ? "a function" : by.name(),
                                MakingSites.shortPlace(site),
                                share.made().count(),
                                all.count());
        return new Made(
                site,
                agrees
                        ? evidence
                                + ": about %s, and %s accumulated"
                                        .formatted(Bytes.of(share.made().bytes()), Bytes.of(grown))
                        : evidence,
                agrees);
    }
}
