package dev.tidemark.heap.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "pool-1-thread-12",
                "http-nio-8080-exec-3",
                "G1 Main Marker",
                "audit.writer",
                "ForkJoinPool.commonPool-worker-1",
                "Reference Handler",
                "AMQP Connection #2"
            })
    void code_calls_threads_so(String name) {
        assertThat(WrittenNames.isThreadName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "session alice@shop.example",
                "order-4111111111111111",
                "Zoë's upload",
                "7f3c9a4e-1b2d-4c5e-8f90-a1b2c3d4e5f6",
                "GET /orders?token=x",
                "eyjhbgcioijiuzuxmijeyjzdwiioiixmjm"
            })
    void data_is_no_name_of_a_thread(String name) {
        assertThat(WrittenNames.isThreadName(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "_idleNext", "$scope", "sha256", "kIsNodeError", "byId"})
    void code_spells_properties_so(String name) {
        assertThat(WrittenNames.isIdentifier(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice@shop.example", "4711", "user-17", "sk_live_51H8x9", "k12345", "a b"})
    void data_is_no_name_of_a_property(String name) {
        assertThat(WrittenNames.isIdentifier(name)).isFalse();
    }
}
