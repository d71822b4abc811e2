package com.example.carts;

import harness.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Stock by article, regions that were asked for, and the carts that are open. */
public final class Carts implements Service {
    private static final Map<SkuKey, byte[]> STOCK = new HashMap<>();
    private static final Set<Region> REGIONS = new HashSet<>();

    private final Map<Cart, byte[]> open = new HashMap<>();

    @Override
    public synchronized Object handle(int number) {
        STOCK.computeIfAbsent(new SkuKey("sku-" + number % 20, number % 3), key -> new byte[64]);
        REGIONS.add(new Region("region-" + number % 12));
        Cart cart = new Cart(number);
        open.put(cart, new byte[120]);
        cart.owner = "user-" + number;
        open.remove(cart);
        return STOCK.size();
    }
}
