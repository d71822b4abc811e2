package dev.tidemark.heap.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionKeyTest {
    private final RedactionKey key = RedactionKey.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    private final Scrambler scrambler = new Scrambler(key);

    /** From the paper's appendix: the bytes 0 to 14 under the key of the bytes 0 to 15. */
    @Test
    void the_function_is_that_of_the_paper() {
        byte[] message = new byte[15];
        for (byte i = 0; i < message.length; i++) {
            message[i] = i;
        }

        assertThat(key.hash(message, 0, message.length)).isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void texts_keep_their_length_and_whether_they_are_equal() {
        Random random = new Random(7);
        Map<String, String> replaced = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[4 + random.nextInt(30)];
            random.nextBytes(text);
            String before = new String(text, StandardCharsets.ISO_8859_1);
            scrambler.replaceBytes(text, 0, text.length);
            String after = new String(text, StandardCharsets.ISO_8859_1);
            assertThat(replaced.computeIfAbsent(before, _ -> after)).isEqualTo(after);
            assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
        }

        // Those of four letters have 24 bits, of which two may meet.
        assertThat(new HashSet<>(replaced.values())).hasSizeGreaterThan(replaced.size() - 5);
    }

    @Test
    void the_shortest_texts_and_numbers_each_get_one_of_their_own() {
        long salt = scrambler.salt("com.acme.Account.vip");
        Set<Integer> octets = new HashSet<>();
        Set<Integer> pairs = new HashSet<>();
        Set<Integer> texts = new HashSet<>();
        for (int value = 0; value < 1 << 16; value++) {
            pairs.add(scrambler.pair(salt, value));
            octets.add(scrambler.octet(salt, value & 0xff));
            byte[] text = {(byte) (value >> 8), (byte) value};
            scrambler.replaceBytes(text, 0, 2);
            texts.add((text[0] & 0xff) << 8 | (text[1] & 0xff));
        }

        assertThat(octets).hasSize(1 << 8);
        assertThat(pairs).hasSize(1 << 16);
        assertThat(texts).hasSize(1 << 16);
        assertThat(scrambler.pair(salt, 0)).isZero();
        assertThat(scrambler.number(salt, 0)).isZero();
    }

    @Test
    void the_same_number_differs_from_field_to_field_and_from_key_to_key() {
        long ofOne = scrambler.salt("com.acme.Account.pin");
        long ofOther = scrambler.salt("com.acme.Account.card");

        assertThat(scrambler.number(ofOne, 4711)).isNotEqualTo(scrambler.number(ofOther, 4711));
        Scrambler other = new Scrambler(RedactionKey.random());
        assertThat(other.number(ofOne, 4711)).isNotEqualTo(scrambler.number(ofOne, 4711));
    }
}
