package com.example.screens;

import java.beans.PropertyChangeListener;
import java.beans.PropertyChangeSupport;
import java.util.concurrent.SubmissionPublisher;

/** The first seventy screens stay open. */
final class Document {
    private static final int SCREENS = 70;

    private final PropertyChangeSupport changes = new PropertyChangeSupport(this);
    private final SubmissionPublisher<String> saves = new SubmissionPublisher<>(Runnable::run, 8);
    private int screens;

    synchronized void show(Screen screen) {
        if (screens++ < SCREENS) {
            PropertyChangeListener listener = event -> screen.update(event);
            changes.addPropertyChangeListener("title", listener);
            saves.subscribe(new Backup());
        }
    }
}
