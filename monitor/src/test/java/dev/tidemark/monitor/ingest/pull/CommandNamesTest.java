package dev.tidemark.monitor.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandNamesTest {

    @ParameterizedTest
    @CsvSource({
        "NODE, node --inspect /srv/checkout/dist/index.js --port 1, checkout",
        "NODE, /usr/bin/node worker.mjs, worker",
        "NODE, node, node",
        "JVM, com.shop.CheckoutMain --port 1, CheckoutMain",
        "JVM, /opt/shop/checkout-1.4.jar, checkout-1.4",
        "LINUX, python3.11 -u /srv/mailer/main.py, mailer",
        "LINUX, /usr/sbin/nginx -g daemon, nginx"
    })
    void a_command_names_its_service(RuntimeKind runtime, String command, String service) {
        assertThat(CommandNames.service(new ProcessRef(runtime, 1, null, command, "1")))
                .isEqualTo(service);
    }
}
