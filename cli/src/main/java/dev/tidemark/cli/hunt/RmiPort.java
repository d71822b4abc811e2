package dev.tidemark.cli.hunt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * The greeting of Java's remote calls, on which a JVM that is observed listens for its observer.
 */
final class RmiPort {
    /** "JRMI", version 2, stream protocol. */
    private static final byte[] GREETING = {'J', 'R', 'M', 'I', 0, 2, 'K'};

    private static final int ACKNOWLEDGED = 'N';

    private RmiPort() {}

    /** Whether a server of remote calls listens on the port of this machine. */
    static boolean isAt(int port, Duration patience) {
        try (Socket socket = new Socket()) {
            InetAddress here = InetAddress.getLoopbackAddress();
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(new InetSocketAddress(here, port), (int) patience.toMillis());
            socket.getOutputStream().write(GREETING);
            socket.getOutputStream().flush();
            return socket.getInputStream().read() == ACKNOWLEDGED;
        } catch (IOException e) {
            // Whatever does not answer so is something else.
            return false;
        }
    }
}
