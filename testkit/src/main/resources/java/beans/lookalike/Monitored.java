package com.example.channels;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The first eighty channels stay open, and are shown. */
final class Monitored {
    private static final int CHANNELS = 80;

    long use(Channel channel, int number) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("com.example:type=Channel,name=" + channel.name);
        if (number < CHANNELS) {
            server.registerMBean(channel, name);
        }
        return channel.getSent();
    }
}
