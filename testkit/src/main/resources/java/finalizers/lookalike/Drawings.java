package com.example.drawings;

import harness.Service;

public final class Drawings implements Service {
    private final Plotter plotter = new Plotter();

    @Override
    public Object handle(int number) {
        return plotter.draw(number);
    }
}
