package dev.tidemark.monitor.http;

import java.net.InetAddress;

/** Addresses that begin with the same bits, such as {@code 10.0.0.0/8}. */
record AddressRange(InetAddress first, int bits) {

    /**
     * @param text an address, or an address and a number of bits
     * @throws IllegalArgumentException if it is neither
     */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = first.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("expected 0 to " + all + " bits, found " + text);
        }
        return new AddressRange(first, bits);
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int differs =
                    (ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & (0x80 >> bit % Byte.SIZE);
            if (differs != 0) {
                return false;
            }
        }
        return true;
    }
}
