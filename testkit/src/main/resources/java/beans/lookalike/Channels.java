package com.example.channels;

import harness.Service;

/** Opens a channel for each call, and shows it to whoever looks by JMX. */
public final class Channels implements Service {
    @Override
    public Object handle(int number) throws Exception {
        return new Monitored().use(new Channel("channel-" + number), number);
    }
}
