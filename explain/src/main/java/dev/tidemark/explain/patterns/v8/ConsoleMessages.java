package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Objects that were logged, and that the console keeps. */
final class ConsoleMessages implements V8Pattern {
    @Override
    public String id() {
        return "console-messages";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !isHeldByConsole(suspect, entry.getAsInt())) {
            return Optional.empty();
        }
        String type = suspect.accumulation().entryType();
        return Optional.of(
                new Match(
                        "the console keeps every %s that was logged".formatted(type),
                        List.of(
                                "the handles of the DevTools console hold them, and nothing nearer does"),
                        List.of(
                                "the console keeps the newest 1000 messages: the number ends there, the"
                                        + " size of what they hold does not"),
                        null,
                        fix()));
    }

    /** V8 numbers its global handles and says what each is for: {@code 604 / DevTools console}. */
    private static boolean isHeldByConsole(V8Suspect suspect, int object) {
        return suspect.owner(object).isPresent()
                && suspect.links(suspect.owner(object).getAsInt()).stream()
                        .anyMatch(link ->
                                link.target() == object
                                        && link.name().endsWith("DevTools console"));
    }

    private static Fix fix() {
        return Fix.of("Log texts and numbers, not objects; and log less where it happens often.")
                .before("console.log('order', order);")
                .after("console.log(`order ${order.id}, ${order.lines.length} lines`);")
                .trap(
                        "Objects are kept also when DevTools is closed, until the page is left or the"
                                + " console is cleared. console.log(JSON.stringify(order)) keeps the whole"
                                + " text.")
                .verify("After console.clear() and a full collection the objects are gone.");
    }
}
