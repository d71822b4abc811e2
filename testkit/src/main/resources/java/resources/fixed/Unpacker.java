package com.example.imports;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

final class Unpacker {
    synchronized int unpack() throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            return inflater.getTotalIn();
        } finally {
            inflater.end();
        }
    }
}
