package com.example.imports;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.ArrayList;
import java.util.List;

final class Unpacker {
    private final List<Inflater> inflaters = new ArrayList<>();

    synchronized int unpack() throws DataFormatException {
        Inflater inflater = new Inflater();
        inflaters.add(inflater);
        return inflater.getTotalIn();
    }
}
