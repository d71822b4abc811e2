package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Subscribers of a diagnostics channel that are added again and again. */
final class DiagnosticsChannels implements V8Pattern {
    @Override
    public String id() {
        return "diagnostics-channels";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (!suspect.fromEnd(0).name().equals("_subscribers")
                || entry.isEmpty()
                || !suspect.isFunction(entry.getAsInt())) {
            return Optional.empty();
        }
        int subscriber = suspect.unwrapped(entry.getAsInt());
        String channel = channel(suspect);
        return Optional.of(
                Match.of(
                                "subscribers of the channel \"%s\" are never removed"
                                        .formatted(channel),
                                List.of(
                                        "each is a new function of the same code, "
                                                + suspect.typeOf(subscriber),
                                        "a channel with subscribers is kept by Node itself, by its name"),
                                fix(channel))
                        .at(suspect.site(subscriber)));
    }

    private static String channel(V8Suspect suspect) {
        OptionalInt channel =
                suspect.holder().isPresent()
                        ? suspect.owner(suspect.holder().getAsInt())
                        : OptionalInt.empty();
        OptionalInt name =
                channel.isPresent()
                        ? suspect.follow(channel.getAsInt(), "name")
                        : OptionalInt.empty();
        return name.isPresent() ? suspect.text(name.getAsInt()) : "name";
    }

    private static Fix fix(String channel) {
        return Fix.of(
                        "Subscribe once, where the program starts; or unsubscribe the same function"
                                + " where its subject ends.")
                .before(
                        """
                        subscribe('%s', (message) => trace(request, message));
                        """
                                .formatted(channel))
                .after(
                        """
                        const onMessage = (message) => trace(request, message);
                        subscribe('%1$s', onMessage);
                        try {
                          await work(request);
                        } finally {
                          unsubscribe('%1$s', onMessage);
                        }
                        """
                                .formatted(channel))
                .trap(
                        "unsubscribe with a new function finds nothing and returns false. Dropping the"
                                + " channel object does not help: it is found by its name.")
                .verify(
                        "unsubscribe returns true, and channel('%s').hasSubscribers is false when"
                                        .formatted(channel)
                                + " nothing is under way.");
    }
}
