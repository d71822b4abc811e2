package com.example.screens;

import java.beans.PropertyChangeListener;
import java.beans.PropertyChangeSupport;
import java.util.concurrent.SubmissionPublisher;

final class Document {
    private final PropertyChangeSupport changes = new PropertyChangeSupport(this);
    private final SubmissionPublisher<String> saves = new SubmissionPublisher<>(Runnable::run, 8);

    synchronized void show(Screen screen) {
        PropertyChangeListener listener = event -> screen.update(event);
        changes.addPropertyChangeListener("title", listener);
        saves.subscribe(new Backup());
    }
}
