package com.example.bookings;

final class Booking {
    final String name;
    final byte[] seats = new byte[120];

    Booking(String name) {
        this.name = name;
    }
}
