package dev.tidemark.report;

import dev.tidemark.heap.Redaction;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.redact.RedactedCounts;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.TrendVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as the other modules hand them on: a shop with two leaks and a cache that filled. */
final class Samples {
    private static final double KIB = 1024;
    private static final double MIB = 1024 * KIB;

    private Samples() {}

    /** {@code "module a.js > sessions : Map"}: steps apart by {@code " > "}, types by colons. */
    static HeapPath path(String text) {
        return new HeapPath(
                Arrays.stream(text.split(" > "))
                        .map(step -> step.split(" : ", 2))
                        .map(step -> new HeapPath.Step(step[0], step.length > 1 ? step[1] : ""))
                        .toList());
    }

    static Finding sessions() {
        return new Finding(
                "5d41402abc4b2a76",
                "unbounded-collection",
                "sessions : Map, module variable, server.js:14",
                Finding.Confidence.CERTAIN,
                new Finding.Holder(
                        path("module server.js > sessions : Map > [*] : Session"),
                        "Map",
                        new SourceLocation("server.js", 14, 7)),
                new Finding.Accumulation("Session", List.of(1000L, 3000L, 5000L), 812),
                new Finding.Growth(2000, 812 * 2000, 0.62, new Finding.PerOperation(1, 812)),
                List.of(
                        "entries only added (2,000 of 2,000 requests), none removed",
                        "the keys all differ and look like ids: \"s-81c3\", \"s-81c4\", \"s-81c5\","
                                + " so no two requests share an entry"),
                List.of(),
                new Finding.AllocationSite("login", new SourceLocation("server.js", 41, 3)),
                Finding.Fix.of(
                                "Bound it, or delete the entry on logout; a WeakMap if the key is an"
                                        + " object.")
                        .before("const sessions = new Map();")
                        .after(
                                """
                                const { LRUCache } = require('lru-cache');
                                const sessions = new LRUCache({ max: 10_000, ttl: 30 * 60_000 });
                                """)
                        .trap("A WeakMap cannot have strings as keys.")
                        .verify("sessions.size stays below 10,000."));
    }

    static Finding listeners() {
        return new Finding(
                "7d793037a0760186",
                "listeners-never-removed",
                "listeners(\"config\") of bus : EventEmitter, module variable,"
                        + " src/checkout/pricing/rules.js:9",
                Finding.Confidence.LIKELY,
                new Finding.Holder(
                        path(
                                "module src/checkout/pricing/rules.js > bus : EventEmitter >"
                                        + " listeners(\"config\") > [*] : function onConfigChanged"
                                        + " (src/checkout/pricing/rules.js:40) > captures rq :"
                                        + " RequestScope"),
                        "EventEmitter",
                        null),
                new Finding.Accumulation("function onConfigChanged", List.of(10L, 35L, 60L), 20400),
                new Finding.Growth(25, 510_000, 0.31, new Finding.PerOperation(0.0125, 255)),
                List.of("one code, many closures: 60 listeners share onConfigChanged"),
                List.of("maxListeners is 0: somebody expects many listeners here"),
                null,
                Finding.Fix.of(
                        "Remove the listener when the request ends: bus.off('config', listener)."));
    }

    static GateReport failedGate() {
        return new GateReport(
                "checkout.mjs",
                GateReport.Outcome.FAIL,
                gateRun(18_240),
                List.of(sessions()),
                List.of("what is held grew with the operations in all 8 rounds"));
    }

    static GateReport passedGate() {
        return new GateReport(
                "checkout.mjs",
                GateReport.Outcome.PASS,
                gateRun(7_000),
                List.of(),
                List.of("nothing that is held grew with the operations"));
    }

    /** The sessions are known, the listeners were until May, and a third leak is gone. */
    static GateReport baselinedGate() {
        return new GateReport(
                "checkout.mjs",
                GateReport.Outcome.FAIL,
                gateRun(18_240),
                List.of(sessions(), listeners()),
                List.of("what is held grew with the operations in all 8 rounds"),
                new GateReport.Baseline(
                        "tidemark-baseline.json",
                        List.of(
                                known(
                                        sessions(),
                                        "SHOP-12: | bounded in the next release",
                                        LocalDate.of(2026, 2, 1))),
                        List.of(known(listeners(), "SHOP-3", LocalDate.of(2025, 5, 1))),
                        List.of(
                                new GateReport.Known(
                                        "00112233445566aa",
                                        "the array jobs only grows",
                                        "",
                                        null))));
    }

    static GateReport passedGateWithKnownLeak() {
        return new GateReport(
                "checkout.mjs",
                GateReport.Outcome.PASS,
                gateRun(18_240),
                List.of(sessions()),
                List.of("all that leaks is known"),
                new GateReport.Baseline(
                        "tidemark-baseline.json",
                        List.of(known(sessions(), "", null)),
                        List.of(),
                        List.of()));
    }

    static GateReport undecidedGate() {
        return new GateReport(
                "checkout.mjs",
                GateReport.Outcome.UNDECIDED,
                gateRun(18_240),
                List.of(),
                List.of("memory grows with the operations, and the snapshots name no holder"));
    }

    /** Every name is made to break out of what it is written into. */
    static GateReport nastyGate() {
        String name =
                "a\u0000b|c`d``e<b>]]>&\"'\u001b[31m\u202e\r\n::error::x%0A,file=y\ud800\uffff</details>";
        Finding nasty =
                new Finding(
                        "ffff0000ffff0000",
                        "unknown",
                        name,
                        Finding.Confidence.CERTAIN,
                        new Finding.Holder(
                                new HeapPath(List.of(new HeapPath.Step(name, name))), name, null),
                        new Finding.Accumulation(name, List.of(1L, 2L, 3L), 10),
                        new Finding.Growth(1, 10, 1, null),
                        List.of(name),
                        List.of(name),
                        new Finding.AllocationSite(name, new SourceLocation(name, 1, 2)),
                        new Finding.Fix(name, name, "x\n````\n" + name, name, name));
        return new GateReport(
                name, GateReport.Outcome.FAIL, gateRun(1), List.of(nasty), List.of(name));
    }

    private static GateReport.Known known(
            Finding finding, String reason, @Nullable LocalDate expires) {
        return new GateReport.Known(finding.fingerprint(), finding.title(), reason, expires);
    }

    private static GateReport.Run gateRun(long iterations) {
        return new GateReport.Run(
                "iteration",
                iterations,
                14.25,
                0.0001,
                -8_812_345_678_901L,
                "tidemark gate --seed -8812345678901 checkout.mjs");
    }

    static Explanation leaking() {
        return new Explanation(
                Explanation.Verdict.LEAKING,
                List.of(sessions(), listeners()),
                List.of(
                        new Explanation.NotLeak(
                                path("module server.js > templates : Map > [*] : Template"),
                                "settled at 431 entries after warm-up")),
                List.of("2 holders grew at every step, in proportion to the work"));
    }

    static Explanation nothing() {
        return new Explanation(
                Explanation.Verdict.NONE,
                List.of(),
                List.of(
                        new Explanation.NotLeak(
                                path("module server.js > pool : Array > [*] : Connection"),
                                "stopped at 32 after the first step")),
                List.of("nothing grew at every step"));
    }

    static Explanation undecided() {
        return new Explanation(
                Explanation.Verdict.UNDECIDED,
                List.of(),
                List.of(),
                List.of(
                        "only two snapshots: growth over one step can be warm-up; take a third one"
                                + " after the same amount of work"));
    }

    /** Two series, worst first. */
    static List<JudgedSeries> judged() {
        return List.of(
                new JudgedSeries("api.csv", List.of(), trend()),
                new JudgedSeries("web.csv", List.of(), quietHunt().watch()));
    }

    static TrendVerdict trend() {
        return new TrendVerdict.Leaking(
                new TrendVerdict.Basis(
                        Signal.POST_GC_USED,
                        new TrendVerdict.Rate(268_288, 250_000, 280_000),
                        List.of("rose by 5.1 MiB in 20 s, at every reading"),
                        List.of(
                                new TrendVerdict.RejectedModel(
                                        "settling", "the slope does not fall"))),
                8,
                new TrendVerdict.Limit(2.1 * 1024 * MIB, 8220));
    }

    static HuntReport hunt() {
        return hunt(leaking(), trend(), null, "tidemark-report-4242-20251122-030405.html");
    }

    /** Of a JVM that counts its objects by class and tracks its native memory. */
    static HuntReport trackedHunt() {
        return hunt(leaking(), trend(), nativeGrowth(), null);
    }

    /** Of a JVM in which nothing grew. */
    static HuntReport countedHunt() {
        HuntReport quiet = quietHunt();
        return new HuntReport(
                quiet.target(),
                quiet.run(),
                quiet.explanation(),
                quiet.watch(),
                quiet.samples(),
                List.of(),
                null,
                new HuntReport.Histograms(9, 0.31),
                null);
    }

    static HuntReport quietHunt() {
        return hunt(
                nothing(),
                new TrendVerdict.Steady(
                        new TrendVerdict.Basis(
                                Signal.POST_GC_USED,
                                new TrendVerdict.Rate(0, -10, 10),
                                List.of("within 12 KiB for 20 s"),
                                List.of())),
                null,
                null);
    }

    private static HuntReport hunt(
            Explanation explanation,
            TrendVerdict watch,
            @Nullable List<NativeMemory.Growth> nativeGrowth,
            @Nullable String report) {
        boolean leaks = explanation.verdict() == Explanation.Verdict.LEAKING;
        Instant start = Instant.parse("2025-11-22T03:04:05Z");
        return new HuntReport(
                new ProcessRef(
                        RuntimeKind.NODE,
                        4242,
                        "v22.21.1",
                        "node server.js --port 8080",
                        "node:4242"),
                new HuntReport.Run(
                        start,
                        Duration.ofSeconds(38),
                        "tidemark hunt --load http://127.0.0.1:8080/item/{n} node:4242",
                        new HuntReport.Work(
                                "request",
                                2000,
                                200,
                                leaks ? new HuntReport.GrowthPerOperation(1341, 1300, 1382) : null,
                                leaks ? new TrendVerdict.Limit(2.1 * 1024 * MIB, 8220) : null),
                        leaks ? List.of("3 of 6,000 requests failed: HTTP 503") : List.of(),
                        "0.1.0"),
                explanation,
                watch,
                samples(leaks),
                List.of(
                        capture(start.plusSeconds(10), 12.3 * MIB),
                        capture(start.plusSeconds(22), 14.9 * MIB),
                        capture(start.plusSeconds(34), 17.5 * MIB)),
                nativeGrowth,
                nativeGrowth == null ? null : new HuntReport.Histograms(7, 0.31),
                report);
    }

    private static HuntReport.Capture capture(Instant at, double heapBytes) {
        return new HuntReport.Capture(null, at, heapBytes, 0.42, 131 * MIB);
    }

    private static List<MemorySample> samples(boolean leaks) {
        List<MemorySample> samples = new ArrayList<>();
        for (int second = 0; second < 38; second++) {
            double live = (9 + (leaks ? 0.22 * second : 3 * (1 - Math.exp(-second / 4.0)))) * MIB;
            MemorySample sample =
                    MemorySample.at(second)
                            .with(Signal.RSS, 60 * MIB + live * 1.6 + 2 * MIB * (second % 3))
                            .with(Signal.HEAP_USED, live + (second % 5) * 1.1 * MIB);
            samples.add(second % 2 == 0 ? sample.with(Signal.POST_GC_USED, live) : sample);
        }
        return samples;
    }

    static SnapshotSummary summary() {
        return new SnapshotSummary(
                "shop.heapsnapshot",
                "v8",
                new SnapshotSummary.Totals(
                        2_512_345, 9_901_234, 125_829_120, 2_500_000, 125_000_000),
                null,
                null,
                List.of(
                        new SnapshotSummary.TypeRow("Session", 5000, 280_000, 4_060_000),
                        new SnapshotSummary.TypeRow("(string)", 91_234, 3_900_000, 3_900_000),
                        new SnapshotSummary.TypeRow("Evil\u001b[2J\nName", 1, 64, 64)),
                List.of(
                        new SnapshotSummary.ObjectRow(
                                4711, "Map", 32, 4_060_000, "module server.js > sessions : Map"),
                        new SnapshotSummary.ObjectRow(
                                90125,
                                "Array",
                                16,
                                1_048_576,
                                "module src/checkout/pricing/rules.js > bus : EventEmitter >"
                                        + " listeners(\"config\") > [*] : function onConfigChanged"
                                        + " (src/checkout/pricing/rules.js:40) > captures rq :"
                                        + " RequestScope > items : Array")));
    }

    static SnapshotSummary cutSummary() {
        SnapshotSummary whole = summary();
        return new SnapshotSummary(
                whole.file(),
                whole.format(),
                whole.totals(),
                new ObjectLayout(12, 4, 8, false),
                new SnapshotSummary.Truncation(1_000_000, "strings after number 20,000"),
                whole.types(),
                whole.biggest());
    }

    static SnapshotDiff diff() {
        return new SnapshotDiff(
                List.of("1.heapsnapshot", "2.heapsnapshot", "3.heapsnapshot"),
                List.of(
                        new SnapshotDiff.TypeRow(
                                "Session",
                                List.of(1000L, 3000L, 5000L),
                                List.of(56_000L, 168_000L, 280_000L),
                                List.of(812_000L, 2_436_000L, 4_060_000L)),
                        new SnapshotDiff.TypeRow(
                                "Template",
                                List.of(431L, 431L, 400L),
                                List.of(43_100L, 43_100L, 40_000L),
                                List.of(431_000L, 431_000L, 400_000L))),
                List.of(
                        new SnapshotDiff.GrowingRow(
                                "module server.js > sessions : Map > [*] : Session",
                                "module server.js > sessions : Map",
                                "Session",
                                List.of(1000L, 3000L, 5000L),
                                List.of(56_000L, 168_000L, 280_000L),
                                List.of(812_000L, 2_436_000L, 4_060_000L))));
    }

    static RedactionReport redacted() {
        RedactedCounts counts =
                new RedactedCounts(
                        1_234_567, 10_454, 276_000, 37_786, 19, 33_400, 2, 43_017, 4_106, 147);
        return new RedactionReport(
                List.of(
                        new RedactionReport.File(
                                "app.hprof",
                                "redacted/app.hprof",
                                new Redaction.Result(
                                        SnapshotFormat.HPROF, 4_408_033, 2_253_301, counts))));
    }

    static RetainingPaths why() {
        return new RetainingPaths(
                "Session",
                5000,
                4_060_000,
                List.of(
                        new RetainingPaths.Path(
                                4998,
                                "module server.js > sessions : Map > [*] : Session",
                                List.of(
                                        new RetainingPaths.Step(
                                                "Map",
                                                "context",
                                                "sessions",
                                                new SourceLocation("server.js", 14, 7)),
                                        new RetainingPaths.Step(
                                                "Session", "internal", "[*]", null))),
                        new RetainingPaths.Path(2, "global > lastSession : Session", List.of())));
    }

    static List<ProcessRow> processes() {
        return List.of(
                new ProcessRow(
                        hunt().target(), Bytes.of(98 * MIB), null, null, "inspector by signal"),
                new ProcessRow(
                        new ProcessRef(
                                RuntimeKind.JVM, 4343, "17.0.9", "shop.jar 8081", "jvm:4343"),
                        Bytes.of(310 * MIB),
                        Bytes.of(42 * MIB),
                        Bytes.of(512 * MIB),
                        "attach"),
                new ProcessRow(
                        new ProcessRef(
                                RuntimeKind.CHROME, -1, null, "Shop - a title", "chrome:9222/shop"),
                        null,
                        Bytes.of(12.5 * MIB),
                        null,
                        "inspector open, port 9222"));
    }

    static WatchView watch() {
        HuntReport hunt = hunt();
        return new WatchView(
                hunt.target(),
                hunt.samples(),
                Bytes.of(2.1 * 1024 * MIB),
                "3 full (12 ms), 41 young (38 ms)",
                null,
                null,
                hunt.watch(),
                List.of(
                        new WatchView.Earlier(
                                new TrendVerdict.Undecided(hunt.watch().basis(), null), 12)));
    }

    /** A JVM with all that it has beside its heap. */
    static WatchView watchedJvm(
            @Nullable List<NativeMemory.Growth> nativeGrowth, @Nullable String advice) {
        MemorySample sample =
                MemorySample.at(0)
                        .with(Signal.HEAP_USED, 19 << 20)
                        .with(Signal.MAPPED_USED, 3 << 20)
                        .with(Signal.METASPACE, 7 << 20)
                        .with(Signal.CLASSES, 12_345)
                        .with(Signal.THREADS, 51);
        HuntReport hunt = hunt();
        return new WatchView(
                hunt.target(),
                List.of(sample),
                null,
                "",
                nativeGrowth,
                advice,
                hunt.watch(),
                List.of());
    }

    static List<NativeMemory.Growth> nativeGrowth() {
        return List.of(
                new NativeMemory.Growth("Thread", Bytes.of(62 * MIB), Bytes.of(50 * MIB)),
                new NativeMemory.Growth("Code", Bytes.of(4 * MIB), Bytes.of(MIB)),
                new NativeMemory.Growth("Symbol", Bytes.of(2 * MIB), Bytes.of(4096)));
    }
}
