package dev.tidemark.capture.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * One command over a JVM's attach socket, version 1 of its protocol, which every HotSpot from 11 to
 * 25 speaks: five texts that end with 0 are sent; a number, a line break and the output come back,
 * and the connection ends. For one thread.
 */
final class AttachCall implements AutoCloseable {
    private static final String PROTOCOL = "1";
    private static final int ARGUMENTS = 3;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
    private boolean done;

    private AttachCall(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Sends a command.
     *
     * @param words the command and at most three arguments; {@code jcmd} takes its command line as
     *     one
     */
    static AttachCall send(Path socket, List<String> words) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = ByteBuffer.wrap(request(words));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new AttachCall(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static byte[] request(List<String> words) {
        StringBuilder request = new StringBuilder(PROTOCOL).append('\0');
        for (int i = 0; i <= ARGUMENTS; i++) {
            request.append(i < words.size() ? words.get(i) : "").append('\0');
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Waits for the end of the answer, but no longer than so.
     *
     * @return whether the answer is complete
     * @throws ClosedByInterruptException if this thread is interrupted
     */
    boolean await(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (!done) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            selector.select(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            selector.selectedKeys().clear();
            receive();
        }
        return true;
    }

    private void receive() throws IOException {
        int count = channel.read(buffer.clear());
        while (count > 0) {
            answer.write(buffer.array(), 0, count);
            count = channel.read(buffer.clear());
        }
        done = count < 0;
    }

    /** The number that the answer begins with, 0 when all is well; empty when there is none. */
    OptionalInt code() {
        String text = text();
        int end = text.indexOf('\n');
        return end > 0 && text.substring(0, end).matches("-?\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(text.substring(0, end)))
                : OptionalInt.empty();
    }

    /** What the command printed. */
    String output() {
        String text = text();
        return text.substring(text.indexOf('\n') + 1);
    }

    private String text() {
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
