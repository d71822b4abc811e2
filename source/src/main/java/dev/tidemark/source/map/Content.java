package dev.tidemark.source.map;

import dev.tidemark.source.read.JsonCursor;
import dev.tidemark.source.read.SourceFormatException;

/** The text of an original file inside of a map; two are equal only if they are the same one. */
public final class Content {
    private final String json;
    private final int offset;

    Content(String json, int offset) {
        this.json = json;
        this.offset = offset;
    }

    /** Decodes it anew each time; empty if it is no text. Cost: its length. */
    public String text() {
        try {
            return new JsonCursor(json, offset).string();
        } catch (SourceFormatException e) {
            return "";
        }
    }
}
