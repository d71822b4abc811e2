package com.example.journal;

import harness.Service;

public final class Journal implements Service {
    @Override
    public Object handle(int number) {
        Trail.note("entry " + number + ": someone did something somewhere");
        return number;
    }
}
