package com.example.carts;

import harness.Service;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Good keys in a tree, keys that collide and are few, and objects that are keys by identity. */
public final class Carts implements Service {
    private final Map<String, byte[]> prices = new TreeMap<>();
    private final Map<Bucket, byte[]> buckets = new HashMap<>();
    private final Map<Object, byte[]> inProgress = new IdentityHashMap<>();

    private record Bucket(int number) {
        @Override
        public int hashCode() {
            return number & 1;
        }
    }

    @Override
    public synchronized Object handle(int number) {
        prices.put("sku-" + number % 120, new byte[64]);
        buckets.put(new Bucket(number % 80), new byte[64]);
        Object work = new Object();
        inProgress.put(work, new byte[64]);
        inProgress.remove(work);
        return prices.size();
    }
}
