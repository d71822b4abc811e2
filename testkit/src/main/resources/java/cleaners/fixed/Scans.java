package com.example.scans;

import harness.Service;

public final class Scans implements Service {
    @Override
    public Object handle(int number) {
        return Scanners.scan(number);
    }
}
