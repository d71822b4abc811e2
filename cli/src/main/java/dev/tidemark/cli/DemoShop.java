package dev.tidemark.cli;

import java.nio.file.Path;
import java.util.List;

/** A web shop on Node.js. */
final class DemoShop implements DemoProgram {
    @Override
    public String resource() {
        return "demo/shop";
    }

    @Override
    public String load() {
        return "/product/{n}";
    }

    @Override
    public List<String> command(Path folder) {
        return List.of("node", folder.resolve("server.js").toString());
    }
}
