package dev.tidemark.capture.v8;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TextBufferTest {
    private static final String ALPHABET = "ab\"\\/\b\f\n\r\t\u0000\u001f\u007fé\u2028\ud83d\ude00";

    @RepeatedTest(300)
    void a_decoded_string_is_what_a_json_parser_reads(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        String text =
                random.ints(random.nextInt(300), 0, ALPHABET.length())
                        .collect(
                                StringBuilder::new,
                                (built, at) -> built.append(ALPHABET.charAt(at)),
                                StringBuilder::append)
                        .toString();
        String json = JsonMapper.shared().writeValueAsString(text);
        TextBuffer message = buffer(inFragments(json, random));
        TextBuffer decoded = new TextBuffer();

        int end = message.decodeString(1, decoded);

        assertThat(decoded.toString())
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(JsonMapper.shared().readValue(json, String.class));
        assertThat(end).isEqualTo(json.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cut", "\"cut\\", "\"\\u12", "\"\\u12g4\"", "\"\\x\"", ""})
    void a_string_that_does_not_end_or_escapes_wrongly_is_refused(String json) {
        TextBuffer decoded = new TextBuffer();

        assertThat(buffer(json).decodeString(1, decoded)).isEqualTo(-1);
        assertThat(decoded.toString()).isEmpty();
    }

    private static TextBuffer buffer(CharSequence... fragments) {
        TextBuffer buffer = new TextBuffer();
        for (CharSequence fragment : fragments) {
            buffer.append(fragment);
        }
        return buffer;
    }

    private static CharSequence[] inFragments(String text, Random random) {
        int cut = random.nextInt(text.length());
        return new CharSequence[] {
            text.substring(0, cut), CharBuffer.wrap(text, cut, text.length())
        };
    }
}
