package dev.tidemark.report;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.ProfileComparison;
import dev.tidemark.profile.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Profiles as they come from live processes. */
final class ProfileSamples {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private static final Frame HTTP = at("parserOnIncoming", "node:_http_server", 1100);
    private static final Frame EMIT = at("emit", "node:events", 470);
    private static final Frame ON_REQUEST = at("onRequest", "/srv/shop/src/server.js", 14);
    private static final Frame RENDER = at("render", "/srv/shop/src/pages/product/render.js", 7);
    private static final Frame ADD_CART = at("addCart", "/srv/shop/src/carts.js", 31);
    private static final Frame UNNAMED = at("", "/srv/shop/src/<script>.js", 3);
    private static final Frame MAP_SET = Frame.function("set");

    private ProfileSamples() {}

    static ProfileReport sampled() {
        return new ProfileReport(
                "node:4242  node server.js", nodeProfile(3), "request", List.of("flame.html"), 20);
    }

    private static AllocationProfile nodeProfile(int factor) {
        return new AllocationProfile.Builder()
                .interval(32_768)
                .covering(Measure.ALLOCATED, over(15, 1200))
                .covering(Measure.ALIVE, over(14, 1150))
                .add(stack(RENDER), Measure.ALLOCATED, new Weight(80_000_000L * factor, 2400))
                .add(stack(ADD_CART), Measure.ALLOCATED, new Weight(19_000_000, 570))
                .add(stack(ADD_CART, MAP_SET), Measure.ALLOCATED, new Weight(1_200_000, 30))
                .add(stack(UNNAMED), Measure.ALLOCATED, new Weight(65_000, 2))
                .add(stack(ADD_CART), Measure.ALIVE, new Weight(18_000_000, 540))
                .add(stack(ADD_CART, MAP_SET), Measure.ALIVE, new Weight(900_000, 22))
                .add(stack(RENDER), Measure.ALIVE, new Weight(33_000, 1))
                .build();
    }

    private static List<Frame> stack(Frame... below) {
        List<Frame> stack = new ArrayList<>(List.of(HTTP, EMIT, ON_REQUEST));
        stack.addAll(List.of(below));
        return stack;
    }

    private static Coverage over(long seconds, long operations) {
        return new Coverage(
                START, Duration.ofSeconds(seconds), operations, Coverage.Scale.ESTIMATED);
    }

    /** A recording of a JVM, whose samples of old objects are not to scale. */
    static ProfileReport recording() {
        Frame run =
                at("ThreadPoolExecutor.runWorker", "java.util.concurrent.ThreadPoolExecutor", 1144);
        Frame put = at("Cache.put", "com.acme.Cache", 40);
        Coverage alive = new Coverage(START, Duration.ofSeconds(30), 0, Coverage.Scale.SAMPLES);
        AllocationProfile profile =
                new AllocationProfile.Builder()
                        .covering(
                                Measure.ALLOCATED,
                                new Coverage(
                                        START, Duration.ofSeconds(30), 0, Coverage.Scale.ESTIMATED))
                        .covering(Measure.ALIVE, alive)
                        .add(
                                List.of(run, put, Frame.type("byte[]")),
                                Measure.ALLOCATED,
                                new Weight(50_000_000, 300))
                        .add(
                                List.of(run, put, Frame.type("byte[]")),
                                Measure.ALIVE,
                                new Weight(250_000, 250))
                        .build();
        return new ProfileReport("app.jfr", profile, "operation", List.of(), 20);
    }

    static ProfileDiffReport diff() {
        return new ProfileDiffReport(
                "monday.pb.gz",
                "friday.pb.gz",
                ProfileComparison.of(nodeProfile(1), nodeProfile(3)),
                20);
    }

    private static Frame at(String name, String file, int line) {
        return Frame.function(name, new SourceLocation(file, line, 1));
    }
}
