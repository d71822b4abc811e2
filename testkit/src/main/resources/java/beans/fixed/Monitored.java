package com.example.channels;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

final class Monitored {
    long use(Channel channel, int number) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("com.example:type=Channel,name=" + channel.name);
        server.registerMBean(channel, name);
        try {
            return channel.getSent();
        } finally {
            server.unregisterMBean(name);
        }
    }
}
