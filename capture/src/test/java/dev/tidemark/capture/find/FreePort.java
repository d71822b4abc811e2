package dev.tidemark.capture.find;

import java.io.IOException;
import java.net.ServerSocket;

/** A port on which nobody listens at the moment. */
final class FreePort {
    private FreePort() {}

    static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
