package com.example.orders;

import harness.Service;

public final class Orders implements Service {
    @Override
    public Object handle(int number) {
        return Measured.order(number);
    }
}
