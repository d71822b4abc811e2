package com.example.gallery;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class Thumbnails {
    private static final class Known extends WeakReference<Thumbnail> {
        final String picture;

        Known(String picture, Thumbnail thumbnail, ReferenceQueue<Thumbnail> gone) {
            super(thumbnail, gone);
            this.picture = picture;
        }
    }

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ReferenceQueue<Thumbnail> gone = new ReferenceQueue<>();

    Thumbnail of(String picture) {
        for (Object dead = gone.poll(); dead != null; dead = gone.poll()) {
            known.remove(((Known) dead).picture, dead);
        }
        Thumbnail thumbnail = new Thumbnail();
        known.put(picture, new Known(picture, thumbnail, gone));
        return thumbnail;
    }
}
