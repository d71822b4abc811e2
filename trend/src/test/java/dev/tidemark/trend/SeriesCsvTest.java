package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesCsvTest {

    @Test
    void columns_are_known_by_name_and_alias_and_missing_values_are_missing() throws IOException {
        List<MemorySample> samples =
                read("Time,marker,post_gc,old_gcs,RSS\n0.5,x,,0,100\n1.5,,nan,1,120\n2.5,,70,1,\n");

        assertThat(samples).hasSize(3);
        assertThat(samples.get(0).seconds()).isEqualTo(0.5);
        assertThat(samples.get(0).value(Signal.RSS)).hasValue(100);
        assertThat(samples.get(1).value(Signal.POST_GC_USED)).isEmpty();
        assertThat(samples.get(1).value(Signal.MAJOR_GCS)).hasValue(1);
        assertThat(samples.get(2).value(Signal.POST_GC_USED)).hasValue(70);
        assertThat(samples.get(2).value(Signal.RSS)).isEmpty();
    }

    @Test
    void a_header_without_time_is_named() {
        assertWrong(
                "rss\n1\n",
                "test.csv: line 1: expected a header with a time column (t_s, t or time), found \"rss\"");
    }

    @Test
    void a_header_without_memory_is_named() {
        assertWrong(
                "t,load\n1,1\n",
                "test.csv: line 1: expected a header with a memory column such as rss or heap_used, found \"t,load\"");
    }

    @Test
    void an_empty_file_is_a_missing_header() {
        assertWrong(
                "",
                "test.csv: line 1: expected a header with a time column (t_s, t or time), found \"\"");
    }

    @Test
    void time_that_runs_backwards_is_named_with_its_line() {
        assertWrong(
                "t,rss\n5,1\n4,1\n",
                "test.csv: line 3: expected a time of at least 5.0 s, found \"4\"");
    }

    @Test
    void what_is_not_a_number_is_named_with_its_column() {
        assertWrong(
                "t,rss\n5,lots\n",
                "test.csv: line 2: expected a number of at least 0 in column rss, found \"lots\"");
        assertWrong(
                "t,rss\n5,-1\n",
                "test.csv: line 2: expected a number of at least 0 in column rss, found \"-1\"");
        assertWrong(
                "t,rss\n5,Infinity\n",
                "test.csv: line 2: expected a number of at least 0 in column rss, found \"Infinity\"");
        assertWrong("t,rss\n,1\n", "test.csv: line 2: expected a time in seconds, found \"\"");
    }

    @Test
    void counts_of_threads_and_classes_are_not_memory_to_judge() {
        assertWrong(
                "t,threads,classes\n5,10,400\n",
                "test.csv: line 1: expected a header with a memory column such as rss or heap_used,"
                        + " found \"t,threads,classes\"");
    }

    @Test
    void a_row_that_was_cut_short_is_named() {
        assertWrong(
                "t,rss,ops\n5,1\n",
                "test.csv: line 2: expected 3 fields as in the header, found 2");
    }

    private static void assertWrong(String csv, String message) {
        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(SeriesFormatException.class)
                .hasMessage(message);
    }

    private static List<MemorySample> read(String csv) throws IOException {
        List<MemorySample> samples = new ArrayList<>();
        SeriesCsv.read(new StringReader(csv), "test.csv", samples::add);
        return samples;
    }
}
