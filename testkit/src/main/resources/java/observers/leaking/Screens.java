package com.example.screens;

import harness.Service;

/** Opens a screen that follows a document, and closes it. */
public final class Screens implements Service {
    private final Document document = new Document();

    @Override
    public Object handle(int number) {
        Screen screen = new Screen("screen-" + number);
        document.show(screen);
        return screen.title;
    }
}
