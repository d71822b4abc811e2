package dev.tidemark.capture.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitsTest {
    private static final long PID = 7;

    @TempDir Path folder;

    @BeforeEach
    void host() throws IOException {
        put("proc/meminfo", "MemTotal: 8000 kB\nMemFree: 10 kB\nMemAvailable: 5000 kB");
    }

    @Test
    void without_a_limit_the_host_is_what_is_left() throws IOException {
        put("proc/7/cgroup", "0::/app");
        put("cgroup/app/memory.max", "max");
        put("cgroup/app/memory.current", "1000");

        assertThat(room()).isEqualTo(room("host", 8000 * 1024, 5000 * 1024));
    }

    @Test
    void pages_of_files_do_not_count_as_used() throws IOException {
        put("proc/7/cgroup", "0::/app");
        put("cgroup/app/memory.max", "1000000");
        put("cgroup/app/memory.current", "900000");
        put("cgroup/app/memory.stat", "anon 300000\nactive_file 100000\ninactive_file 400000");

        assertThat(room()).isEqualTo(room("cgroup /app", 1_000_000, 600_000));
    }

    @Test
    void the_limit_of_a_container_is_no_limit_of_the_host() throws IOException {
        put("proc/7/cgroup", "0::/app");
        put("cgroup/app/memory.max", "max");
        put("cgroup/app/memory.current", "1000");
        assertThat(limits().groupLimit(PID)).isEmpty();

        put("cgroup/app/memory.max", "1000000");
        assertThat(limits().groupLimit(PID)).hasValue(1_000_000);
    }

    @Test
    void a_tighter_limit_further_up_is_the_one_that_kills() throws IOException {
        put("proc/7/cgroup", "0::/pods/app");
        put("cgroup/pods/app/memory.max", "1000000");
        put("cgroup/pods/app/memory.current", "100000");
        put("cgroup/pods/memory.max", "2000000");
        put("cgroup/pods/memory.current", "1900000");

        assertThat(room()).isEqualTo(room("cgroup /pods", 2_000_000, 100_000));
    }

    @Test
    void the_first_version_of_control_groups_is_read_too() throws IOException {
        put("proc/7/cgroup", "4:cpu,memory:/app\n0::/");
        put("cgroup/unified/cgroup.procs", "7");
        put("cgroup/memory/app/memory.limit_in_bytes", "1000000");
        put("cgroup/memory/app/memory.usage_in_bytes", "900000");
        put("cgroup/memory/app/memory.stat", "total_active_file 0\ntotal_inactive_file 50000");
        put("cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        put("cgroup/memory/memory.usage_in_bytes", "9000000");

        assertThat(room()).isEqualTo(room("cgroup /app", 1_000_000, 150_000));
    }

    @Test
    void a_group_that_uses_more_than_it_may_has_no_room() throws IOException {
        put("proc/7/cgroup", "0::/../other");
        put("cgroup/other/memory.max", "1000");
        put("cgroup/other/memory.current", "3000");

        assertThat(room().available()).isEqualTo(Bytes.of(0L));
    }

    @Test
    void a_process_elsewhere_has_unknown_room() {
        ProcFs nowhere = new ProcFs(folder.resolve("nowhere"));

        assertThat(new MemoryLimits(nowhere, folder).roomFor(PID).known()).isFalse();
    }

    private MemoryRoom room() {
        return limits().roomFor(PID);
    }

    private MemoryLimits limits() {
        return new MemoryLimits(new ProcFs(folder.resolve("proc")), folder.resolve("cgroup"));
    }

    private static MemoryRoom room(String limitedBy, long limit, long available) {
        return new MemoryRoom(limitedBy, Bytes.of(limit), Bytes.of(available));
    }

    private void put(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }
}
