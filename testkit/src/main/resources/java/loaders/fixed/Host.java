package com.example.plugins;

import harness.Service;

/** Loads its plug-ins again with every tenth request. */
public final class Host implements Service {
    private Plugin statistics;
    private Plugin reminder;

    @Override
    public synchronized Object handle(int number) throws Exception {
        if (number % 10 == 0) {
            statistics = replace(statistics, "com.example.plugins.impl.Statistics");
            reminder = replace(reminder, "com.example.plugins.impl.Reminder");
        }
        return number;
    }

    private static Plugin replace(Plugin old, String name) throws Exception {
        if (old != null) {
            old.stop();
        }
        Plugin plugin = PluginLoader.load(name);
        plugin.start();
        return plugin;
    }
}
