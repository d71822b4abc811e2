package com.example.maps;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The collector takes the tiles when memory is short, and leaves the places and references. */
final class Tiles {
    private final Map<String, SoftReference<Tile>> drawn = new ConcurrentHashMap<>();

    Tile at(String place) {
        SoftReference<Tile> known = drawn.get(place);
        Tile tile = known == null ? null : known.get();
        if (tile == null) {
            tile = new Tile();
            drawn.put(place, new SoftReference<>(tile));
        }
        return tile;
    }
}
