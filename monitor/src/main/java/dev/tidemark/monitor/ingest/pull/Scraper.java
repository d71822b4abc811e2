package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.ingest.Catalog;
import dev.tidemark.monitor.ingest.Exposition;
import dev.tidemark.monitor.ingest.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Fetches the pages of all targets that are known, each at its own pace on a thread that costs
 * nothing while it waits. Threads: any.
 */
final class Scraper implements AutoCloseable {
    private static final String SOURCE = "scrape";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final String ACCEPT =
            "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5";

    private final Catalog catalog;
    private final StatusBoard board;
    private final Pages pages;
    private final Map<String, Map<ScrapeTarget, Loop>> byFinder = new HashMap<>();

    Scraper(Catalog catalog, StatusBoard board, Pages pages) {
        this.catalog = catalog;
        this.board = board;
        this.pages = pages;
    }

    /**
     * These are all the targets that a finder knows now: new ones are begun with, others are left.
     */
    synchronized void targets(String finder, Collection<ScrapeTarget> targets) {
        Map<ScrapeTarget, Loop> running = byFinder.computeIfAbsent(finder, name -> new HashMap<>());
        Set<ScrapeTarget> wanted = new HashSet<>(targets);
        Iterator<Map.Entry<ScrapeTarget, Loop>> each = running.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<ScrapeTarget, Loop> entry = each.next();
            if (!wanted.contains(entry.getKey())) {
                entry.getValue().stop();
                each.remove();
            }
        }
        for (ScrapeTarget target : wanted) {
            running.computeIfAbsent(target, this::begin);
        }
    }

    private Loop begin(ScrapeTarget target) {
        Scrape scrape = new Scrape(target);
        return Loop.start(
                SOURCE + " " + target.page(),
                target.firstWait(),
                target.interval(),
                scrape::step,
                scrape::end);
    }

    @Override
    public synchronized void close() {
        byFinder.values().forEach(loops -> loops.values().forEach(Loop::stop));
        pages.close();
    }

    /** One target. Used by its loop's thread alone. */
    private final class Scrape {
        private final ScrapeTarget target;
        private final Exposition exposition;
        private boolean silent = true;

        Scrape(ScrapeTarget target) {
            this.target = target;
            this.exposition = new Exposition(catalog, target.labels());
        }

        boolean step() throws InterruptedException {
            Instant began = board.clock().instant();
            try {
                Duration deadline =
                        target.interval().compareTo(LONGEST_WAIT) < 0
                                ? target.interval()
                                : LONGEST_WAIT;
                Pages.Page page = pages.get(target.page(), ACCEPT, target.token(), deadline);
                boolean openMetrics = page.type().contains("openmetrics");
                exposition.take(page.bytes(), openMetrics, began.toEpochMilli());
                silent = false;
                board.put(SOURCE, target.page().toString(), began, null);
            } catch (IOException e) {
                failed(began, String.valueOf(e.getMessage()));
            } catch (RefusedException e) {
                failed(began, target.page() + ": " + e.line());
            }
            return true;
        }

        /** As Prometheus does: from the first failure on, nothing is known of the target. */
        private void failed(Instant began, String error) {
            if (!silent) {
                silent = true;
                exposition.ended(began.toEpochMilli());
            }
            board.put(SOURCE, target.page().toString(), began, error);
        }

        void end() {
            exposition.forget(board.clock().millis());
            board.remove(SOURCE, target.page().toString());
        }
    }
}
