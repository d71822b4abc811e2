package dev.tidemark.cli;

import dev.tidemark.cli.terminal.LiveScreen;
import dev.tidemark.report.TextReport;
import dev.tidemark.report.WatchView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the views of a watched process go while it is watched. */
sealed interface WatchDisplay {
    void show(WatchView view);

    /** Lets time pass until the next sample. */
    void rest(Duration time) throws InterruptedException;

    /** One picture, painted over and over. */
    final class OnScreen implements WatchDisplay {
        private static final Duration LOOK_AT_SIZE = Duration.ofMillis(200);

        private final LiveScreen screen;
        private final TextReport text;
        private @Nullable WatchView latest;

        OnScreen(LiveScreen screen, TextReport text) {
            this.screen = screen;
            this.text = text;
        }

        @Override
        public void show(WatchView view) {
            latest = view;
            screen.paint(text.watchScreen(view, screen.columns()));
        }

        /** A terminal that is made larger or smaller is painted anew at once. */
        @Override
        public void rest(Duration time) throws InterruptedException {
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_AT_SIZE.toNanos())));
                WatchView shown = latest;
                if (screen.resized() && shown != null) {
                    show(shown);
                }
            }
        }
    }

    /** A line a sample, or nothing where one document is the result. */
    record AsLines(Output output) implements WatchDisplay {
        @Override
        public void show(WatchView view) {
            if (!output.isJson()) {
                output.print(report -> report.watchLine(view), _ -> "");
            }
        }

        @Override
        public void rest(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    }
}
