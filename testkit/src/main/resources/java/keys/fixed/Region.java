package com.example.carts;

/** Equal when its code is. */
final class Region {
    final String code;
    final long[] outline = new long[6];

    Region(String code) {
        this.code = code;
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Region && ((Region) other).code.equals(code);
    }
}
