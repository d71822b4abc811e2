package dev.tidemark.source;

import dev.tidemark.source.map.SourceMap;
import dev.tidemark.source.read.DiskText;
import dev.tidemark.source.read.SourceFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A source map with what its addresses count from.
 *
 * @param name of the map, for messages
 * @param sourceNames makes what the map calls a source into its file, or into its URL
 */
record MapFile(SourceMap map, String name, UnaryOperator<String> sourceNames) {
    /** An index map may refer to so many others. */
    private static final int MOST_MAPS = 1000;

    /** Enough of a script's end for the comment that names its map, unless the map is in it. */
    static final int TAIL = 4096;

    /**
     * Opens the map that an address means.
     *
     * @param script that names it
     */
    static MapFile open(Path script, String address) throws SourceFormatException {
        Path folder = folder(script);
        if (MapAddress.isData(address)) {
            return of(MapAddress.data(address), "in " + script.getFileName(), folder);
        }
        Path file = fileOf(folder, address);
        return of(DiskText.of(file), file.getFileName().toString(), folder(file));
    }

    /**
     * Opens the map within a script that is no file here: a page's. Other maps of pages lie with
     * their servers, and nothing is fetched from there.
     *
     * @param script its URL
     */
    static MapFile within(String script, String address) throws SourceFormatException {
        if (!MapAddress.isData(address)) {
            throw new SourceFormatException(
                    "expected a map within the script, found the address " + address);
        }
        SourceMap map =
                SourceMap.parse(
                        MapAddress.data(address),
                        other -> {
                            throw new SourceFormatException(
                                    "expected all of the map, found the address " + other);
                        });
        return new MapFile(map, "in it", source -> Addresses.source(script, source));
    }

    /** A map that lies beside its script, although the script does not say so. */
    static boolean isBeside(Path script) {
        return Files.isRegularFile(beside(script));
    }

    static Path beside(Path script) {
        return folder(script).resolve(script.getFileName() + ".map");
    }

    private static MapFile of(String json, String name, Path folder) throws SourceFormatException {
        int[] opened = new int[1];
        SourceMap map =
                SourceMap.parse(
                        json,
                        address -> {
                            if (++opened[0] > MOST_MAPS) {
                                throw new SourceFormatException(
                                        "expected at most " + MOST_MAPS + " maps, found more");
                            }
                            return MapAddress.isData(address)
                                    ? MapAddress.data(address)
                                    : DiskText.of(fileOf(folder, address));
                        });
        return new MapFile(map, name, source -> Addresses.source(folder, source));
    }

    private static Path fileOf(Path folder, String address) throws SourceFormatException {
        return Addresses.relative(folder, address)
                .orElseThrow(() ->
                        new SourceFormatException(
                                "expected a file of this machine, found " + address));
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
