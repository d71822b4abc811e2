package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
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
                "test.csv: line 1: expected a header with a time column (t_s, t or time), found"
                        + " \"rss\". Name the column that holds seconds t_s.");
    }

    @Test
    void a_header_without_memory_is_named() {
        assertWrong(
                "t,load\n1,1\n",
                "test.csv: line 1: expected a header with a memory column such as rss or heap_used,"
                        + " found \"t,load\". Name the columns as judge --help lists them.");
    }

    @Test
    void an_empty_file_is_a_missing_header() {
        assertWrong(
                "",
                "test.csv: line 1: expected a header such as t_s,rss,heap_used, found nothing. The"
                        + " file is empty: watch --record writes one.");
    }

    @Test
    void a_header_alone_is_a_series_without_samples() throws IOException {
        assertThat(read("t,rss\n")).isEmpty();
        assertThat(read("t,rss")).isEmpty();
    }

    @Test
    void time_that_runs_backwards_is_named_with_its_line_and_as_it_was_written() {
        assertWrong(
                "t,rss\n1795379360.250,1\n1795379360,1\n",
                "test.csv: line 3: expected a time of at least 1795379360.250 s, found"
                        + " \"1795379360\". Sort the rows by time; rows of two processes need a file"
                        + " each.");
    }

    @Test
    void times_that_are_the_same_are_no_mistake() throws IOException {
        assertThat(read("t,rss\n5,1\n5,2\n5,3\n")).hasSize(3);
    }

    @Test
    void times_in_milliseconds_are_not_taken_for_seconds() {
        assertWrong(
                "t,rss\n1795379360250,1\n",
                "test.csv: line 2: expected a time in seconds, found \"1795379360250\". That must be"
                        + " milliseconds or less: divide times by 1000, or as much as it takes.");
    }

    @Test
    void what_is_no_time_is_named() {
        for (String time : List.of("", "nan", "2026-11-23T16:00:00Z", "Infinity")) {
            assertWrong(
                    "t,rss\n%s,1\n".formatted(time),
                    "test.csv: line 2: expected a time in seconds, found \"%s\". Write times as seconds, counted from any moment, in each row."
                            .formatted(time));
        }
    }

    @Test
    void what_is_not_a_number_is_named_with_its_column() {
        for (String value : List.of("lots", "Infinity", "120 MB", "120MiB", "5f", "1e999")) {
            assertWrong(
                    "t,rss\n5,%s\n".formatted(value),
                    "test.csv: line 2: expected a number of at least 0 in column rss, found \"%s\". Write sizes in bytes, as numbers without a unit, with a point for decimals, and leave empty what was not measured."
                            .formatted(value));
        }
    }

    @Test
    void memory_below_nothing_is_named() {
        assertWrong(
                "t,rss\n5,-1\n",
                "test.csv: line 2: expected a number of at least 0 in column rss, found \"-1\". Leave"
                        + " empty what was not measured.");
    }

    @Test
    void memory_that_changes_its_unit_is_named() {
        String message =
                "test.csv: line 4: expected column heap_used in one unit, found \"%s\", and %s in an"
                        + " earlier row. Write all sizes in bytes.";
        assertWrong(
                "t,heap_used\n1,120\n2,0\n3,125829120\n", message.formatted("125829120", "120"));
        assertWrong(
                "t,heap_used\n1,125829120\n2,125829121\n3,120\n",
                message.formatted("120", "125829121"));
    }

    @Test
    void external_memory_may_grow_from_next_to_nothing() throws IOException {
        assertThat(read("t,external\n1,8\n2,125829120\n")).hasSize(2);
    }

    @Test
    void counts_of_threads_and_classes_are_not_memory_to_judge() {
        assertWrong(
                "t,threads,classes\n5,10,400\n",
                "test.csv: line 1: expected a header with a memory column such as rss or heap_used,"
                        + " found \"t,threads,classes\". Name the columns as judge --help lists them.");
    }

    @Test
    void a_row_that_was_cut_short_is_named() {
        assertWrong(
                "t,rss,ops\n5,1\n",
                "test.csv: line 2: expected 3 fields as in the header, found 2. Was the row cut off"
                        + " while it was written? Then delete it.");
    }

    @Test
    void a_row_with_too_many_fields_is_named() {
        assertWrong(
                "t,rss\n5,1,048\n",
                "test.csv: line 2: expected 2 fields as in the header, found 3. Numbers may not have"
                        + " the separator in them.");
    }

    @Test
    void a_column_that_is_there_twice_is_named() {
        assertWrong(
                "t,rss,RSS\n5,1,1\n",
                "test.csv: line 1: expected each column once, found rss twice. Make a file of its own"
                        + " for each process, and rename what is something else.");
    }

    @Test
    void of_two_names_for_the_same_the_first_in_the_manual_is_taken() throws IOException {
        List<MemorySample> samples = read("time,heap_committed,t_s,heap_total,rss\nnoon,1,5,2,3\n");

        assertThat(samples.get(0).seconds()).isEqualTo(5);
        assertThat(samples.get(0).value(Signal.HEAP_TOTAL)).hasValue(2);
    }

    @Test
    void fields_are_separated_by_commas_semicolons_or_tabs() throws IOException {
        for (String separator : List.of(",", ";", "\t")) {
            List<MemorySample> samples = read("note,t,rss\nx,0.5,7\n".replace(",", separator));

            assertThat(samples.get(0).seconds()).isEqualTo(0.5);
            assertThat(samples.get(0).value(Signal.RSS)).hasValue(7);
        }
    }

    @Test
    void marks_quotes_spaces_and_foreign_line_ends_change_nothing() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            List<MemorySample> samples =
                    read("\uFEFF\"t_s\", \"rss\" \n\n\"1\", 7 \n 2,\"8\"".replace("\n", end));

            assertThat(samples).hasSize(2);
            assertThat(samples.get(1).seconds()).isEqualTo(2);
            assertThat(samples.get(1).value(Signal.RSS)).hasValue(8);
        }
    }

    @Test
    void lines_are_counted_whatever_ends_them() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThatThrownBy(() -> read("t,rss\n1,1\n\n2,x\n".replace("\n", end)))
                    .hasMessageStartingWith("test.csv: line 4:");
        }
    }

    @Test
    void what_is_no_text_is_quoted_without_a_character_that_a_terminal_obeys() {
        assertWrong(
                "\u001b[2J\u0000t,rss\n",
                "test.csv: line 1: expected the header of a CSV file in UTF-8, found"
                        + " \"\\u001b[2J\\u0000t,rss\". That is no such text: was another file meant?");
        assertWrong(
                "t,rss\n1,\u001b]0;x\u0007\u202e\u0085\n",
                "test.csv: line 2: expected a number of at least 0 in column rss, found"
                        + " \"\\u001b]0;x\\u0007\\u202e\\u0085\". Write sizes in bytes, as numbers"
                        + " without a unit, with a point for decimals, and leave empty what was not"
                        + " measured.");
    }

    @Test
    void long_texts_are_cut() {
        assertWrong(
                "x".repeat(1000) + "\n",
                "test.csv: line 1: expected a header with a time column (t_s, t or time), found \""
                        + "x".repeat(60)
                        + "...\". Name the column that holds seconds t_s.");
    }

    @Test
    void a_line_that_never_ends_is_not_read_into_memory() {
        Reader endless =
                new Reader() {
                    @Override
                    public int read(char[] to, int offset, int length) {
                        Arrays.fill(to, offset, offset + length, 'x');
                        return length;
                    }

                    @Override
                    public void close() {}
                };

        assertThatThrownBy(() -> SeriesCsv.read(endless, "test.csv", sample -> {}))
                .isInstanceOf(SeriesFormatException.class)
                .hasMessage(
                        "test.csv: line 1: expected a line of at most 1,048,576 characters, found a"
                                + " longer one. Is this a CSV file?");
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
