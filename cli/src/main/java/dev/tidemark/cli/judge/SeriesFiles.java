package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import dev.tidemark.report.JudgedSeries;
import dev.tidemark.trend.SeriesCsv;
import dev.tidemark.trend.TrendDetector;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Memory series in CSV files, packed or not, and from standard input. */
public final class SeriesFiles {
    private static final int GZIP_MAGIC = 0x8b1f;

    private SeriesFiles() {}

    /**
     * Reads a series to its end and judges it.
     *
     * @param file its path, or {@code -} for standard input
     * @param patience for how long growth has to go on before it is called a leak
     * @param warn told what makes the verdict doubtful
     */
    public static JudgedSeries judge(String file, Duration patience, Consumer<String> warn)
            throws IOException {
        TrendDetector detector = new TrendDetector(patience);
        ThinnedSamples thinned = new ThinnedSamples();
        SmallSizes small = new SmallSizes();
        read(
                file,
                sample -> {
                    detector.add(sample);
                    thinned.add(sample);
                    small.accept(sample);
                });
        small.doubt().ifPresent(doubt -> warn.accept(file + ": " + doubt));
        return new JudgedSeries(file, thinned.samples(), detector.verdict());
    }

    /** Hands on every sample of a series; {@code -} is standard input. */
    public static void read(String file, Consumer<MemorySample> to) throws IOException {
        boolean standardInput = file.equals("-");
        String source = standardInput ? "standard input" : file;
        try (InputStream bytes = standardInput ? System.in : Files.newInputStream(path(file));
                Reader text = new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8)) {
            SeriesCsv.read(text, source, to);
        } catch (EOFException | ZipException e) {
            throw new IOException(
                    "%s: expected a whole file in gzip's format, found that it is damaged or cut short (%s). Fetch or pack it again."
                            .formatted(source, e.getMessage()),
                    e);
        }
    }

    private static Path path(String file) throws IOException {
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException(
                    file + ": expected a file, found a folder. Name the CSV files in it.");
        }
        return path;
    }

    /**
     * Hands on every sample that a file has and those that are appended to it, until another file
     * takes its name or it is cut short.
     *
     * @throws java.io.InterruptedIOException if this thread is interrupted while it waits
     */
    public static void readGrowing(String file, Consumer<MemorySample> to) throws IOException {
        try (Reader text =
                new InputStreamReader(new GrowingFile(path(file)), StandardCharsets.UTF_8)) {
            SeriesCsv.read(text, file, to);
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes);
        buffered.mark(2);
        int magic = buffered.read() | buffered.read() << 8;
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered;
    }
}
