package com.example.maps;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As many tiles as there is memory for: a place goes when the collector has taken its tile. */
final class Tiles {
    private static final class Drawn extends SoftReference<Tile> {
        final String place;

        Drawn(String place, Tile tile, ReferenceQueue<Tile> taken) {
            super(tile, taken);
            this.place = place;
        }
    }

    private final Map<String, Drawn> drawn = new ConcurrentHashMap<>();
    private final ReferenceQueue<Tile> taken = new ReferenceQueue<>();

    Tile at(String place) {
        for (Object dead = taken.poll(); dead != null; dead = taken.poll()) {
            drawn.remove(((Drawn) dead).place, dead);
        }
        Drawn known = drawn.get(place);
        Tile tile = known == null ? null : known.get();
        if (tile == null) {
            tile = new Tile();
            drawn.put(place, new Drawn(place, tile, taken));
        }
        return tile;
    }
}
