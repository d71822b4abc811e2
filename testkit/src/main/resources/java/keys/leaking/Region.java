package com.example.carts;

/** All hash alike, and the two that are equal are never found: equals takes the wrong type. */
final class Region {
    final String code;
    final long[] outline = new long[6];

    Region(String code) {
        this.code = code;
    }

    @Override
    public int hashCode() {
        return 31;
    }

    public boolean equals(Region other) {
        return other.code.equals(code);
    }
}
