package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSpecTest {

    @Test
    void each_way_to_name_a_target_is_understood() {
        assertThat(TargetSpec.parse("1234")).isEqualTo(new TargetSpec.AnyProcess(1234));
        assertThat(TargetSpec.parse("node:1234")).isEqualTo(new TargetSpec.NodeProcess(1234));
        assertThat(TargetSpec.parse("ws://127.0.0.1:9229/a-b"))
                .isEqualTo(new TargetSpec.Socket(URI.create("ws://127.0.0.1:9229/a-b")));
        assertThat(TargetSpec.parse("http://host:9229"))
                .isEqualTo(new TargetSpec.Inspector(URI.create("http://host:9229")));
        assertThat(TargetSpec.parse("chrome:9222/cart?x=1"))
                .isEqualTo(new TargetSpec.BrowserPage(9222, "cart?x=1"));
        assertThat(TargetSpec.parse("chrome:9222")).isEqualTo(new TargetSpec.BrowserPage(9222, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "server.js", "node:", "-1", "ws://", "http://a b", "chrome:x"})
    void anything_else_is_told_what_would_be_understood(String spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetSpec.parse(spec))
                .withMessageStartingWith(
                        spec + ": expected a target, found none. Name it as 1234,");
    }
}
