package com.example.screens;

import java.beans.PropertyChangeEvent;

final class Screen {
    final String title;
    private final byte[] pixels = new byte[130];

    Screen(String title) {
        this.title = title;
    }

    void update(PropertyChangeEvent event) {
        pixels[0]++;
    }
}
