package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.TrendVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A verdict in words: one word that can be coloured, and the numbers behind it.
 *
 * @param word such as {@code leaking}
 * @param rest what follows it, maybe empty
 */
public record VerdictWords(String word, String rest) {

    /** The verdict of a comparison of snapshots, without time. */
    static VerdictWords of(Explanation explanation) {
        return switch (explanation.verdict()) {
            case NONE -> new VerdictWords("no leak found", "");
            case UNDECIDED -> new VerdictWords("undecided", "");
            case LEAKING -> new VerdictWords("leaking", growthOf(explanation));
        };
    }

    private static String growthOf(Explanation explanation) {
        return growthOf(explanation, "operation");
    }

    private static String growthOf(Explanation explanation, String unit) {
        double perStep =
                explanation.findings().stream()
                        .mapToDouble(finding -> finding.growth().bytesPerStep())
                        .sum();
        double perOperation = bytesPerOperation(explanation);
        String holders =
                " in " + TextPage.counted(explanation.findings().size(), "holder", "holders");
        return perOperation > 0
                ? Bytes.of(perOperation) + " per " + unit + holders
                : Bytes.of(perStep) + " per step" + holders;
    }

    private static double bytesPerOperation(Explanation explanation) {
        double bytes = 0;
        for (Finding finding : explanation.findings()) {
            Finding.PerOperation operation = finding.growth().perOperation();
            bytes += operation == null ? 0 : operation.bytes();
        }
        return bytes;
    }

    /** What the findings add up to, when readings of the heap as a whole scatter too much. */
    private static String byFindings(HuntReport hunt) {
        HuntReport.Work work = hunt.run().work();
        String growth = growthOf(hunt.explanation(), work.unit());
        if (work.perSecond() > 0) {
            double perSecond = bytesPerOperation(hunt.explanation()) * work.perSecond();
            return growth + ", " + Bytes.of(perSecond) + "/s at this load";
        }
        return hunt.watch() instanceof TrendVerdict.Leaking leaking
                ? growth + ", " + Bytes.of(leaking.basis().rate().estimate()) + "/s"
                : growth;
    }

    /** The verdict of a hunt: growth for one operation, in time, and when it will be too much. */
    static VerdictWords of(HuntReport hunt) {
        VerdictWords words = of(hunt.explanation());
        if (hunt.explanation().verdict() != Explanation.Verdict.LEAKING) {
            return words;
        }
        HuntReport.Work work = hunt.run().work();
        HuntReport.GrowthPerOperation growth = work.growth();
        String rate = growth == null ? byFindings(hunt) : perOperation(growth, work);
        TrendVerdict.Limit limit = work.limit();
        return new VerdictWords(
                words.word,
                limit == null
                        ? rate
                        : rate
                                + "; heap limit "
                                + Bytes.of(limit.bytes())
                                + " reached in about "
                                + Durations.text(limit.seconds()));
    }

    private static String perOperation(HuntReport.GrowthPerOperation growth, HuntReport.Work work) {
        String text =
                Bytes.of(growth.estimate())
                        + " per "
                        + work.unit()
                        + " ("
                        + range(growth.low(), growth.high())
                        + ")";
        return work.perSecond() > 0
                ? text + ", " + Bytes.of(growth.estimate() * work.perSecond()) + "/s at this load"
                : text;
    }

    /** {@code 1.27..1.35 KiB}: the unit once, when both ends share it. */
    private static String range(double low, double high) {
        String lowText = Bytes.of(low).toString();
        String highText = Bytes.of(high).toString();
        String lowUnit = lowText.substring(lowText.indexOf(' '));
        return highText.endsWith(lowUnit)
                ? lowText.substring(0, lowText.indexOf(' ')) + ".." + highText
                : lowText + ".." + highText;
    }

    /**
     * Why a memory series is judged so: the reasons, when it began, what was ruled out.
     *
     * @param begin of the series, in the seconds that the verdict counts in
     */
    public static List<String> reasons(TrendVerdict verdict, double begin) {
        List<String> reasons = new ArrayList<>(verdict.basis().because());
        if (verdict instanceof TrendVerdict.Leaking leaking) {
            reasons.add(
                    "began "
                            + Durations.text(leaking.onsetSeconds() - begin)
                            + " in"
                            + spread(leaking.onsetWithin(), begin));
            TrendVerdict.Limit limit = leaking.limit();
            if (limit != null && !spread(limit.within(), 0).isEmpty()) {
                reasons.add("reaches the limit in" + spread(limit.within(), 0).substring(1));
            }
        }
        List<TrendVerdict.RejectedModel> rejected = verdict.basis().rejected();
        if (!rejected.isEmpty()) {
            reasons.add(
                    rejected.stream()
                            .map(TrendVerdict.RejectedModel::model)
                            .collect(Collectors.joining(", ", "ruled out: ", "")));
        }
        return reasons;
    }

    /** {@code , 2 min to 9 min}; nothing when both ends read the same. */
    private static String spread(TrendVerdict.Interval within, double begin) {
        String low = Durations.text(within.low() - begin);
        if (Double.isInfinite(within.high())) {
            return ", " + low + " at least";
        }
        String high = Durations.text(within.high() - begin);
        return low.equals(high) ? "" : ", " + low + " to " + high;
    }

    /**
     * The verdict of a memory series: {@code leaking 262 KiB/s (250..270 KiB), limit ...}.
     *
     * @param begin of the series, in the seconds that the verdict counts in
     */
    public static VerdictWords of(TrendVerdict verdict, double begin) {
        TrendVerdict.Rate rate = verdict.basis().rate();
        String speed =
                Bytes.of(rate.estimate())
                        + "/s ("
                        + range(rate.low(), rate.high())
                        + ") by "
                        + verdict.basis().signal().label();
        return switch (verdict) {
            case TrendVerdict.Leaking(_, _, _, TrendVerdict.Limit limit) ->
                    new VerdictWords(
                            "leaking",
                            limit == null
                                    ? speed
                                    : speed
                                            + "; limit "
                                            + Bytes.of(limit.bytes())
                                            + " reached in about "
                                            + Durations.text(limit.seconds()));
            case TrendVerdict.Settled settled ->
                    new VerdictWords(
                            "settled",
                            "after "
                                    + Durations.text(settled.settledSeconds() - begin)
                                    + ": it rose, then stopped");
            case TrendVerdict.Steady _ -> new VerdictWords("steady", "");
            case TrendVerdict.Undecided(_, Double at) ->
                    new VerdictWords(
                            "undecided",
                            at == null ? "" : "until about " + Durations.text(at - begin) + " in");
        };
    }
}
