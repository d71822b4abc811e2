package com.example.channels;

public final class Channel implements ChannelMBean {
    final String name;
    private final byte[] window = new byte[140];

    Channel(String name) {
        this.name = name;
    }

    @Override
    public long getSent() {
        return window.length;
    }
}
