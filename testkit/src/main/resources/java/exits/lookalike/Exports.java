package com.example.exports;

import harness.Service;

/** Writes what is asked for to a file that nobody needs for long. */
public final class Exports implements Service {
    @Override
    public Object handle(int number) throws Exception {
        Export export = new Export("export-" + number);
        Cleanup.guard(export);
        return TemporaryFiles.use(export);
    }
}
