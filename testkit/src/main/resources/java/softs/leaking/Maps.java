package com.example.maps;

import harness.Service;

public final class Maps implements Service {
    private final Tiles tiles = new Tiles();

    @Override
    public Object handle(int number) {
        return tiles.at("x=" + number + "&y=" + number % 7).pixels.length;
    }
}
