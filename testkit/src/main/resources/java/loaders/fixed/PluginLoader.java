package com.example.plugins;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads the classes of one plug-in itself, and all others as the host has them. */
final class PluginLoader extends URLClassLoader {
    PluginLoader(URL[] where) {
        super("plugin", where, PluginLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith("com.example.plugins.impl.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    static Plugin load(String name) throws Exception {
        URL own = PluginLoader.class.getProtectionDomain().getCodeSource().getLocation();
        Class<?> main = new PluginLoader(new URL[] {own}).loadClass(name);
        return (Plugin) main.getConstructor().newInstance();
    }
}
