package com.example.carts;

/** Equal when its parts are. */
record SkuKey(String sku, int warehouse) {}
