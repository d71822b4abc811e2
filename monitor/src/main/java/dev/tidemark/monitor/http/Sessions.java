package dev.tidemark.monitor.http;

import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** How a person logs in with the token, and out again. */
final class Sessions {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_BYTES = 4096;

    private final Access access;
    private final ServerSettings settings;

    Sessions(Access access, ServerSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/session", Permission.NONE, this::tell);
        routes.on("POST", "/api/v1/login", Permission.NONE, this::login);
        routes.on("POST", "/api/v1/logout", Permission.NONE, this::logout);
    }

    private void tell(Call call) throws IOException {
        Access.Caller caller = call.caller();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("login", access.login());
            json.writeBooleanProperty("loggedIn", caller.may().contains(Permission.READ));
            json.writeStringProperty("user", caller.user());
            json.writeBooleanProperty("mayAct", caller.may().contains(Permission.ACT));
            json.writeEndObject();
        }
        SafeServer.answerJson(call, 200, text.toString());
    }

    private void login(Call call) throws IOException {
        Hidden token = settings.token();
        String shown = tokenIn(call.body(MOST_BYTES));
        if (token == null || shown == null || !access.isToken(shown)) {
            throw new HttpFailure(401, "this is not the token that the server was started with");
        }
        call.set("Set-Cookie", cookie(access.newSession(token), Access.SESSION.toSeconds()));
        call.answer(204);
    }

    private static @Nullable String tokenIn(byte[] body) {
        try {
            return MAPPER.readTree(body).path("token").asString(null);
        } catch (JacksonException e) {
            // Its message may quote what was sent.
            throw new HttpFailure(400, "expected {\"token\":\"...\"}");
        }
    }

    private void logout(Call call) throws IOException {
        call.set("Set-Cookie", cookie("", 0));
        call.answer(204);
    }

    private static String cookie(String value, long seconds) {
        return "%s=%s; HttpOnly; SameSite=Strict; Path=/; Max-Age=%d"
                .formatted(Access.COOKIE, value, seconds);
    }
}
