package dev.tidemark.capture.v8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.TargetCallException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AllocationSamplingTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final AllocationOptions ALIVE = new AllocationOptions(What.ALIVE, 1024, false);

    private final List<String> asked = new ArrayList<>();
    private final InspectorSession session = new InspectorSession("fake", this::received);
    private String unknown = "none";
    private String result = "{\"profile\":{\"head\":{\"selfSize\":0}}}";

    @TempDir private Path folder;

    @Test
    void a_target_without_the_profiler_is_told_in_one_line() {
        unknown = "HeapProfiler.startSampling";

        assertThatExceptionOfType(TargetCallException.class)
                .isThrownBy(() -> AllocationSampling.start(session, ALIVE, DEADLINE))
                .withMessage(
                        "fake: expected an inspector with an allocation profiler, found none that"
                                + " answers HeapProfiler.startSampling. This runtime is too old, or"
                                + " not V8; `tidemark snapshot` may still work.");
    }

    @Test
    void an_answer_without_a_profile_is_told_and_leaves_no_file() throws Exception {
        Path file = folder.resolve("a.heapprofile");
        AllocationSampling recording = AllocationSampling.start(session, ALIVE, DEADLINE);
        result = "{}";

        assertThatExceptionOfType(TargetCallException.class)
                .isThrownBy(() -> recording.finish(file))
                .withMessage(
                        "fake: expected a profile in the answer to HeapProfiler.stopSampling, found"
                                + " none. This runtime may be too old, or not V8; `tidemark"
                                + " snapshot` may still work.");
        assertThat(file).doesNotExist();
    }

    @Test
    void what_the_profiler_says_is_written_as_it_is() throws Exception {
        Path file = folder.resolve("a.heapprofile");

        AllocationSampling.start(session, ALIVE, DEADLINE).finish(file);

        assertThat(file).hasContent("{\"head\":{\"selfSize\":0}}");
        assertThat(asked)
                .containsExactly(
                        "HeapProfiler.enable",
                        "HeapProfiler.startSampling",
                        "HeapProfiler.stopSampling");
    }

    @Test
    void a_recording_that_is_not_finished_is_ended_once() throws Exception {
        AllocationSampling recording = AllocationSampling.start(session, ALIVE, DEADLINE);

        recording.close();
        recording.close();

        assertThat(asked).filteredOn("HeapProfiler.stopSampling"::equals).hasSize(1);
    }

    private boolean received(String request) {
        JsonNode call = Json.parse(request);
        String method = call.path("method").asString("");
        asked.add(method);
        ObjectNode answer = Json.object().put("id", call.path("id").asInt(0));
        if (method.equals(unknown)) {
            answer.set("error", Json.object().put("message", "'" + method + "' wasn't found"));
        } else {
            answer.set("result", Json.parse(result));
        }
        TextBuffer buffer = new TextBuffer();
        buffer.append(answer.toString());
        session.receive(buffer);
        return true;
    }
}
