package com.example.plugins;

import harness.Service;

/** Thirty plug-ins, each with a loader of its own, loaded as they are needed and then kept. */
public final class Host implements Service {
    private static final String RULE = "com.example.plugins.impl.Rule";

    private final Plugin[] plugins = new Plugin[30];

    @Override
    public synchronized Object handle(int number) throws Exception {
        int needed = number % plugins.length;
        if (plugins[needed] == null) {
            plugins[needed] = PluginLoader.load(RULE);
            plugins[needed].start();
        } else if (number % 97 == 0) {
            plugins[needed].stop();
            plugins[needed] = PluginLoader.load(RULE);
            plugins[needed].start();
        }
        return number;
    }
}
