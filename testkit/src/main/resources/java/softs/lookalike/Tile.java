package com.example.maps;

final class Tile {
    final byte[] pixels = new byte[200_000];
}
