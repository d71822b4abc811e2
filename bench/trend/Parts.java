import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;

/**
 * Grows in one part of its memory until it is ended, beside some traffic: {@code java Parts.java
 * PART}. Record it from outside: {@code ./tidemark watch --duration 5m --record OUT.csv PID}.
 */
public final class Parts {
    private static final List<Object> KEPT = new ArrayList<>();
    private static volatile Object sink = "";

    public static void main(String[] args) throws Exception {
        for (long tick = 0; ; tick++) {
            // What is thrown away: some megabytes a second.
            for (int i = 0; i < 200; i++) {
                sink = ("line " + i + " of request " + tick).repeat(20);
            }
            keep(args[0], tick);
            Thread.sleep(50);
        }
    }

    private static void keep(String part, long tick) throws Exception {
        switch (part) {
            case "heap" -> KEPT.add(new long[1024]);
            case "direct" -> KEPT.add(ByteBuffer.allocateDirect(8192));
            case "mapped" -> {
                if (tick % 10 == 0) {
                    KEPT.add(mapped());
                }
            }
            case "metaspace" -> {
                if (tick % 4 == 0) {
                    KEPT.add(new Plugins().loadClass(Plugin.class.getName()).getConstructor().newInstance());
                }
            }
            case "threads" -> {
                if (tick % 10 == 0) {
                    KEPT.add(Thread.ofPlatform().daemon().start(LockSupport::park));
                }
            }
            case "native" -> {
                if (tick % 20 == 0) {
                    KEPT.add(deflater());
                }
            }
            default -> {}
        }
    }

    /** Two hundred pages of a file, all of them touched. */
    private static MappedByteBuffer mapped() throws Exception {
        Path path = Files.createTempFile("parts", ".bin");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(200 * 4096);
            MappedByteBuffer pages = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 200 * 4096);
            for (int at = 0; at < pages.capacity(); at += 4096) {
                pages.put(at, (byte) 1);
            }
            return pages;
        } finally {
            Files.delete(path);
        }
    }

    /** Its tables are native memory until {@code end()}, which nobody calls. */
    private static Deflater deflater() {
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[64 << 10]);
        deflater.finish();
        deflater.deflate(new byte[1 << 10]);
        return deflater;
    }

    /** A plugin that is loaded again and again and never let go. */
    public static final class Plugin {
        private final Runnable work = () -> sink = this;

        public Runnable work() {
            return work;
        }
    }

    private static final class Plugins extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Plugin.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream code = Parts.class.getResourceAsStream("Parts$Plugin.class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
