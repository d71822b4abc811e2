package dev.tidemark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A bundled program to hunt in. */
sealed interface DemoProgram permits DemoShop, DemoFerry {
    /** The folder of its sources among our resources. */
    String resource();

    /** The path to send requests to. */
    String load();

    /**
     * The command that starts it.
     *
     * @param folder where its sources were copied to
     * @throws IOException if it cannot be made ready
     */
    List<String> command(Path folder) throws IOException;
}
