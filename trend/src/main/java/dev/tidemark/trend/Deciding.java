package dev.tidemark.trend;

import dev.tidemark.trend.LifeJudge.Judged;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the series of a life answers for all: the one that grows most, or the part of it that
 * explains its growth.
 *
 * @param judged every series with what it says, the most telling first
 */
record Deciding(Life life, List<Judged> judged) {
    /** A part that explains this share of the growth of the whole is named instead of it. */
    private static final double EXPLAINS = 0.5;

    private static final double NEARLY_ALL = 0.8;

    /** All, the deciding one first. */
    List<Judged> ordered() {
        Judged first = deciding();
        List<Judged> ordered = new ArrayList<>();
        if (first != null) {
            ordered.add(first);
        }
        for (Judged one : judged) {
            if (first == null || one.track() != first.track()) {
                ordered.add(one);
            }
        }
        return ordered;
    }

    private @Nullable Judged deciding() {
        Judged leaking = largest(Kind.LEAKING);
        if (leaking != null) {
            return preferPart(leaking);
        }
        Judged undecided = largest(Kind.UNDECIDED);
        if (undecided != null) {
            return undecided;
        }
        Judged settled = first(Kind.SETTLED);
        return settled != null ? settled : first(Kind.STEADY);
    }

    private @Nullable Judged first(Kind kind) {
        for (Judged one : judged) {
            if (one.opinion().kind() == kind) {
                return one;
            }
        }
        return null;
    }

    /** The part that explains the growth, when a whole that contains it grew more. */
    private Judged preferPart(Judged whole) {
        for (Judged part : judged) {
            if (part.opinion().kind() == Kind.LEAKING && explains(part, whole)) {
                return part;
            }
        }
        return whole;
    }

    private boolean explains(Judged part, Judged whole) {
        double share = inMemory(part) / Math.max(1, whole.opinion().rise());
        return switch (whole.track()) {
            case OUTSIDE -> part.track() != Track.OUTSIDE && share > EXPLAINS;
            case EXTERNAL -> part.track() == Track.ARRAY_BUFFERS && share > NEARLY_ALL;
            default -> false;
        };
    }

    /** What the growth of a part takes: classes need much more than what is in use for them. */
    private double inMemory(Judged part) {
        double reserved =
                part.track() == Track.NONHEAP
                        ? life.rise(Track.NONHEAP_TOTAL, part.opinion().onset())
                        : 0;
        return Math.max(part.opinion().rise(), reserved);
    }

    private @Nullable Judged largest(Kind kind) {
        Judged largest = null;
        for (Judged one : judged) {
            if (one.opinion().kind() == kind
                    && (largest == null || one.opinion().rise() > largest.opinion().rise())) {
                largest = one;
            }
        }
        return largest;
    }
}
