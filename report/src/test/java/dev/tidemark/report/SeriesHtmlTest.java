package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesHtmlTest {
    private static final List<MemorySample> SAMPLES =
            IntStream.range(0, 200)
                    .mapToObj(t -> MemorySample.at(t).with(Signal.POST_GC_USED, 1e8 + 1e5 * t))
                    .toList();

    @Test
    void a_leak_is_drawn_with_its_onset_and_where_it_leads() {
        String page = SeriesHtml.of(List.of(new JudgedSeries("api.csv", SAMPLES, leak())));

        assertThat(page).contains("<h2>api.csv</h2>", "section class=\"verdict bad\"", "onset");
        assertThat(page).containsOnlyOnce("path class=\"line post_gc_used\"");
    }

    @Test
    void a_series_that_does_not_leak_has_no_line_and_no_onset() {
        TrendVerdict steady = Samples.quietHunt().watch();

        String page = SeriesHtml.of(List.of(new JudgedSeries("web.csv", SAMPLES, steady)));

        assertThat(page).contains("section class=\"verdict good\"");
        assertThat(page).doesNotContain("path class=\"line post_gc_used\"", "onset");
    }

    @Test
    void a_name_from_outside_cannot_become_markup() {
        String page =
                SeriesHtml.of(List.of(new JudgedSeries("<script>x</script>", SAMPLES, leak())));

        assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    private static TrendVerdict leak() {
        return new TrendVerdict.Leaking(
                new TrendVerdict.Basis(
                        Signal.POST_GC_USED,
                        new TrendVerdict.Rate(1e5, 9e4, 1.1e5),
                        List.of("steady growth"),
                        List.of()),
                50,
                new TrendVerdict.Limit(2e8, 800));
    }
}
