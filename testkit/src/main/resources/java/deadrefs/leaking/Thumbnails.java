package com.example.gallery;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class Thumbnails {
    private final Map<String, WeakReference<Thumbnail>> known = new ConcurrentHashMap<>();

    Thumbnail of(String picture) {
        Thumbnail thumbnail = new Thumbnail();
        known.put(picture, new WeakReference<>(thumbnail));
        return thumbnail;
    }
}
