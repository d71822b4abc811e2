package com.example.channels;

public interface ChannelMBean {
    long getSent();
}
