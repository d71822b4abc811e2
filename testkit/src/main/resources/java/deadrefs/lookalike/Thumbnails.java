package com.example.gallery;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is on a page is in use, and known by name. */
final class Thumbnails {
    private static final int ON_PAGE = 100;

    private final Map<String, WeakReference<Thumbnail>> known = new ConcurrentHashMap<>();
    private final List<Thumbnail> page = new ArrayList<>();

    synchronized Thumbnail of(String picture) {
        Thumbnail thumbnail = new Thumbnail();
        if (page.size() < ON_PAGE) {
            page.add(thumbnail);
            known.put(picture, new WeakReference<>(thumbnail));
        }
        return thumbnail;
    }
}
