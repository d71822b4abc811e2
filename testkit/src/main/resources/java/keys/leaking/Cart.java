package com.example.carts;

import java.util.Objects;

/** Is a key, and changes while it is one. */
final class Cart {
    final long id;
    String owner = "anonymous";

    Cart(long id) {
        this.id = id;
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cart && ((Cart) other).id == id && ((Cart) other).owner.equals(owner);
    }
}
