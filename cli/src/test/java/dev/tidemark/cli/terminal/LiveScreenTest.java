package dev.tidemark.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a terminal of 20 columns and 5 rows shows of a live screen. */
class LiveScreenTest {
    private ScreenTerminal shown;
    private LineDisciplineTerminal terminal;

    @BeforeEach
    void terminal() throws IOException {
        ScreenTerminal.VirtualTerminal virtual =
                ScreenTerminal.withTerminal("test", "xterm-256color", 20, 5);
        shown = virtual.screen();
        terminal = virtual.terminal();
        terminal.writer().print("$ tidemark watch 7\r\n");
        terminal.flush();
    }

    @AfterEach
    void closed() throws IOException {
        terminal.close();
    }

    @Test
    void a_picture_takes_the_place_of_the_one_before() throws Exception {
        try (LiveScreen screen = new LiveScreen(terminal)) {
            screen.paint("heap 10 MiB\nRSS  90 MiB\nundecided\n");
            assertThat(lines()).containsExactly("heap 10 MiB", "RSS  90 MiB", "undecided", "", "");

            screen.paint("heap 12 MiB\n\u001b[31mleaking\u001b[0m\n");
            assertThat(lines()).containsExactly("heap 12 MiB", "leaking", "", "", "");
        }
    }

    @Test
    void what_has_no_room_is_left_out() throws Exception {
        try (LiveScreen screen = new LiveScreen(terminal)) {
            screen.paint("a line of more than twenty columns\n2\n3\n4\n5\n6\n");

            assertThat(lines()).containsExactly("a line of more than", "2", "3", "4", "5");
        }
    }

    @Test
    void a_terminal_that_is_made_larger_is_painted_as_large_as_it_is() throws Exception {
        try (LiveScreen screen = new LiveScreen(terminal)) {
            screen.paint("a line of more than twenty columns\n");
            assertThat(screen.resized()).isFalse();

            shown.setSize(Size.of(40, 6));
            terminal.setSize(Size.of(40, 6));

            assertThat(screen.resized()).isTrue();
            assertThat(screen.columns()).isEqualTo(40);
            screen.paint("a line of more than twenty columns\n");
            assertThat(lines())
                    .containsExactly("a line of more than twenty columns", "", "", "", "", "");
        }
    }

    @Test
    void keys_are_not_shown_and_ctrl_c_is_still_an_interrupt() throws Exception {
        try (LiveScreen screen = new LiveScreen(terminal)) {
            screen.paint("heap\n");
            Attributes attributes = terminal.getAttributes();

            assertThat(attributes.getLocalFlag(LocalFlag.ECHO)).isFalse();
            assertThat(attributes.getLocalFlag(LocalFlag.ICANON)).isFalse();
            assertThat(attributes.getLocalFlag(LocalFlag.ISIG)).isTrue();
        }
    }

    @Test
    void at_the_end_the_terminal_is_as_it_was_with_the_last_picture_below() throws Exception {
        try (LiveScreen screen = new LiveScreen(terminal)) {
            screen.paint("heap 10 MiB\r\n");
            screen.paint("heap 12 MiB\r\n");
            assertThat(lines()).first().isEqualTo("heap 12 MiB");
        }

        assertThat(lines()).startsWith("$ tidemark watch 7", "heap 12 MiB", "");
    }

    private List<String> lines() {
        return shown.toString().lines().map(String::stripTrailing).toList();
    }
}
