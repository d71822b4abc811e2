package dev.tidemark.capture.jvm;

import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java program that keeps and drops memory as it is told to, in megabytes. */
final class HeapProgram {
    private static final String SOURCE =
            """
            import java.nio.ByteBuffer;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Scanner;
            import java.util.concurrent.locks.LockSupport;

            public class Heap {
                static final class Session {
                    final int id;
                    final String name;

                    Session(int id, String name) {
                        this.id = id;
                        this.name = name;
                    }
                }

                static final List<byte[]> KEPT = new ArrayList<>();
                static final List<Session> SESSIONS = new ArrayList<>();
                static final List<ByteBuffer> BUFFERS = new ArrayList<>();
                static volatile byte[] garbage;

                public static void main(String[] arguments) {
                    System.out.println("ready");
                    Scanner lines = new Scanner(System.in);
                    while (lines.hasNextLine()) {
                        String[] words = lines.nextLine().split(" ");
                        int count = words.length > 1 ? Integer.parseInt(words[1]) : 0;
                        for (int i = 0; i < count; i++) {
                            make(words[0], i);
                        }
                        System.out.println("done");
                    }
                }

                static void make(String what, int number) {
                    // In pieces that no collector thinks large.
                    for (int i = 0; i < 64 && what.equals("keep"); i++) KEPT.add(new byte[1 << 14]);
                    for (int i = 0; i < 64 && what.equals("drop"); i++) garbage = new byte[1 << 14];
                    if (what.equals("direct")) BUFFERS.add(ByteBuffer.allocateDirect(1 << 20));
                    if (what.equals("threads")) start();
                    if (what.equals("sessions")) SESSIONS.add(new Session(number, "user " + number));
                }

                static void start() {
                    Thread thread = new Thread(() -> { while (true) LockSupport.park(); });
                    thread.setDaemon(true);
                    thread.start();
                }
            }
            """;

    private HeapProgram() {}

    static Path source(Path folder) {
        try {
            return Files.writeString(folder.resolve("Heap.java"), SOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JvmProcess start(JvmRuntime jvm, Path folder, String... flags) {
        return jvm.start(source(folder), List.of(flags));
    }
}
