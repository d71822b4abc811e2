package dev.tidemark.capture.jvm;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Names of MBeans as constants. */
final class Names {
    private Names() {}

    static ObjectName of(String name) {
        try {
            return ObjectName.getInstance(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
