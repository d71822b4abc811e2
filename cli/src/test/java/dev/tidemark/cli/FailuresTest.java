package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final StringWriter err = new StringWriter();

    @AfterEach
    void forgetTheInterruption() {
        Thread.interrupted();
    }

    @Test
    void what_fails_after_an_interruption_is_told_as_one() {
        Thread.currentThread().interrupt();

        assertThat(handled(new IllegalStateException("Shutdown in progress")))
                .isEqualTo(ExitCode.INTERRUPTED);
        assertThat(err.toString()).isEqualToIgnoringNewLines("tidemark: interrupted");
    }

    @Test
    void a_connection_without_an_answer_is_no_interruption() {
        assertThat(handled(new SocketTimeoutException("no answer in 2 s")))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("no answer in 2 s");
    }

    @Test
    void a_failure_is_one_line() {
        assertThat(handled(new IOException("disk full:\n  expected 3 GB, found 1 GB")))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("tidemark: disk full: expected 3 GB, found 1 GB");
    }

    private int handled(Exception failure) {
        return Failures.handle(failure, new PrintWriter(err, true));
    }
}
