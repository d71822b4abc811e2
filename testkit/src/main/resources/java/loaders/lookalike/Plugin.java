package com.example.plugins;

/** What a plug-in can do; known to the host and to the plug-in. */
public interface Plugin {
    void start();

    void stop();
}
