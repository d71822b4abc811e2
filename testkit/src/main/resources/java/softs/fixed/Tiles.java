package com.example.maps;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;

/** No more places than a hundred, the eldest of which goes. */
final class Tiles {
    private static final int MOST = 100;

    private final Map<String, SoftReference<Tile>> drawn =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Tile>> eldest) {
                    return size() > MOST;
                }
            };

    synchronized Tile at(String place) {
        SoftReference<Tile> known = drawn.get(place);
        Tile tile = known == null ? null : known.get();
        if (tile == null) {
            tile = new Tile();
            drawn.put(place, new SoftReference<>(tile));
        }
        return tile;
    }
}
