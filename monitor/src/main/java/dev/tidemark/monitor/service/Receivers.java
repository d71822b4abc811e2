package dev.tidemark.monitor.service;

import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.Permission;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.ingest.Receiver;
import dev.tidemark.monitor.ingest.Reply;
import java.io.IOException;

/** Puts what takes measurements behind the addresses that senders know. */
final class Receivers {
    private static final String ANY_TYPE = "text/plain; charset=utf-8";

    private Receivers() {}

    static void add(Routes routes, String path, Receiver receiver) {
        routes.on("POST", path, Permission.SEND, call -> take(call, receiver));
    }

    private static void take(Call call, Receiver receiver) throws IOException {
        Reply reply = receiver.take(call.body(), call::header);
        reply.headers()
                .forEach((name, value) -> {
                    if (!name.equalsIgnoreCase("Content-Type")) {
                        call.set(name, value);
                    }
                });
        if (reply.body().length == 0) {
            call.answer(reply.status());
        } else {
            String type = reply.headers().getOrDefault("Content-Type", ANY_TYPE);
            call.answer(reply.status(), type, reply.body());
        }
    }
}
