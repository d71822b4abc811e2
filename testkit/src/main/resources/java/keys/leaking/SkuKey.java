package com.example.carts;

/** Has neither equals nor hashCode, so no two are ever equal. */
final class SkuKey {
    final String sku;
    final int warehouse;

    SkuKey(String sku, int warehouse) {
        this.sku = sku;
        this.warehouse = warehouse;
    }
}
