package fleet;

import java.util.function.LongConsumer;

/** Stands for the requests of a day: about a hundred a second, in small groups. */
final class Traffic {
    private Traffic() {}

    static void run(LongConsumer operation) throws InterruptedException {
        long request = 0;
        while (true) {
            for (int i = 0; i < 5; i++) {
                operation.accept(request++);
                garbage();
            }
            Thread.sleep(50);
        }
    }

    /** What a request leaves behind when it is done. */
    private static void garbage() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append(i).append(' ');
        }
        if (text.isEmpty()) {
            throw new IllegalStateException("the text cannot be empty");
        }
    }
}
