package dev.tidemark.monitor.store;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.SampleBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A monitor on a small disk of its own, which it fills with something else, and clears again. */
final class FullDiskWriter {
    private static final long DEADLINE_MILLIS = 60_000;

    private final Path disk;
    private final Store store;
    private final Random random = new Random(1);
    private long appended;

    private FullDiskWriter(Path disk, Store store) {
        this.disk = disk;
        this.store = store;
    }

    /** Argument: a folder on a disk of some megabytes. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path disk = Path.of(arguments[0]);
        String location = disk.resolve("store").toString();
        try (Store store = KilledWriter.open(location)) {
            store.history().register(KilledWriter.watched(0));
            FullDiskWriter writer = new FullDiskWriter(disk, store);
            writer.append();
            writer.awaitTrue(() -> store.counts().waiting() == 0);
            writer.fill();
            writer.appendUntil(() -> !store.history().trouble().isEmpty());
            out.println(store.history().trouble());
            writer.appendUntil(() -> writer.appended % 20_000 == 0);
            Files.delete(disk.resolve("filler"));
            writer.awaitTrue(
                    () -> store.history().trouble().isEmpty() && store.counts().waiting() == 0);
            out.printf(Locale.ROOT, "dropped %d%n", store.counts().dropped());
            out.printf(Locale.ROOT, "appended %d%n", writer.appended);
        }
        try (Store store = KilledWriter.open(location)) {
            int kept =
                    store.history()
                            .read(0, Signal.RSS, 0, Long.MAX_VALUE, Integer.MAX_VALUE)
                            .size();
            out.printf(Locale.ROOT, "kept %d%n", kept);
        }
    }

    private void append() {
        SampleBatch batch = new SampleBatch();
        for (int i = 0; i < 1000; i++) {
            batch.add(0, Signal.RSS, StoreRig.START + appended++, random.nextInt());
        }
        store.history().append(batch);
    }

    private void fill() throws IOException {
        byte[] bytes = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            for (int i = 0; i < 100_000; i++) {
                filler.write(bytes);
            }
            throw new IllegalStateException("expected a disk of some megabytes");
        } catch (IOException e) {
            // It is full.
        }
    }

    private void appendUntil(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
        do {
            append();
            Thread.sleep(5);
        } while (!condition.getAsBoolean() && System.currentTimeMillis() < deadline);
    }

    private void awaitTrue(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
        while (!condition.getAsBoolean() && System.currentTimeMillis() < deadline) {
            Thread.sleep(5);
        }
    }
}
