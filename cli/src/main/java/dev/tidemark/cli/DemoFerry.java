package dev.tidemark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The bookings of a ferry line on the JVM that runs Tidemark. */
final class DemoFerry implements DemoProgram {
    @Override
    public String resource() {
        return "demo/ferry";
    }

    @Override
    public String load() {
        return "/sailing/{n}";
    }

    @Override
    public List<String> command(Path folder) throws IOException {
        DemoFiles.compile(folder);
        return List.of(DemoFiles.java(), "-cp", folder.toString(), "ferry.Main");
    }
}
