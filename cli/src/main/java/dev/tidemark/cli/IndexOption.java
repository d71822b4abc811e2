package dev.tidemark.cli;

import picocli.CommandLine.Option;

/** The option of all commands that answer from snapshot files: whether they keep what they find. */
final class IndexOption {
    @Option(
            names = "--no-index",
            description =
                    "Read the file itself, and keep nothing. Otherwise what was worked out about a large "
                            + "file is kept beside it, in FILE.tidemark-index*, and the next command answers from "
                            + "there. These files may be deleted at any time.")
    private boolean without;

    boolean isWanted() {
        return !without;
    }
}
