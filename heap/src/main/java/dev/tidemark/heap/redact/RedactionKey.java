package dev.tidemark.heap.redact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * What the replacements of contents are made from. With the key, a guessed secret could be tried;
 * so it is random, is written nowhere, and is gone when the files that belong together are done.
 *
 * <p>The function is SipHash-2-4 (Aumasson and Bernstein, 2012), which nobody who lacks the 128
 * bits of the key can tell from chance; it takes a quarter of the time of an HMAC.
 */
public final class RedactionKey {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long k0;
    private final long k1;

    private RedactionKey(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /** A key that nobody has seen. */
    public static RedactionKey random() {
        SecureRandom random = new SecureRandom();
        return new RedactionKey(random.nextLong(), random.nextLong());
    }

    /** A key that is known, for what has to come out the same each time. */
    static RedactionKey of(long k0, long k1) {
        return new RedactionKey(k0, k1);
    }

    /** 64 bits that stand for the bytes. */
    long hash(byte[] bytes, int offset, int length) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int end = offset + length;
        int lastWord = end - (length & 7);
        for (int at = offset; ; at += Long.BYTES) {
            boolean last = at >= lastWord;
            long word = last ? tail(bytes, at, end, length) : (long) WORDS.get(bytes, at);
            v3 ^= word;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
            if (last) {
                return finish(v0, v1, v2, v3);
            }
        }
    }

    private static long tail(byte[] bytes, int from, int end, int length) {
        long word = (long) length << 56;
        for (int at = from; at < end; at++) {
            word |= (bytes[at] & 0xffL) << (8 * (at - from));
        }
        return word;
    }

    private static long finish(long a, long b, long c, long d) {
        long v0 = a;
        long v1 = b;
        long v2 = c ^ 0xff;
        long v3 = d;
        for (int round = 0; round < 4; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
