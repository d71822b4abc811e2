package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Listeners on the window, the document or an element that are never removed. */
final class DomListeners implements V8Pattern {
    @Override
    public String id() {
        return "dom-listeners";
    }

    private static final int DEPTH = 3;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty()
                || !suspect.typeOf(entry.getAsInt()).equals("blink::RegisteredEventListener")) {
            return Optional.empty();
        }
        String target = target(suspect);
        OptionalInt function = function(suspect, entry.getAsInt());
        List<String> evidence = new ArrayList<>();
        evidence.add("its list of listeners becomes longer and never shorter");
        if (function.isPresent()) {
            evidence.add("each is a new " + suspect.typeOf(function.getAsInt()));
            String captured = suspect.captured(function.getAsInt());
            if (!captured.isEmpty()) {
                evidence.add("each keeps the scope it was made in alive, with " + captured);
            }
        }
        Match match =
                Match.of(
                        "listeners on %s are never removed".formatted(target),
                        evidence,
                        fix(target));
        return Optional.of(
                function.isPresent() ? match.at(suspect.site(function.getAsInt())) : match);
    }

    private static String target(V8Suspect suspect) {
        List<Step> path = suspect.rawPath();
        for (int i = path.size() - 1; i > 0; i--) {
            if (path.get(i).type().equals("blink::EventTargetData")) {
                String type = path.get(i - 1).type();
                if (type.startsWith("Window")) {
                    return "window";
                }
                return type.contains("Document") ? "document" : "element";
            }
        }
        return "target";
    }

    /** The function below a chain of the browser's own objects. */
    private static OptionalInt function(V8Suspect suspect, int listener) {
        int at = listener;
        for (int i = 0; i < DEPTH; i++) {
            OptionalInt next =
                    suspect.links(at).stream()
                            .filter(link -> link.kind() == ReferenceKind.ELEMENT)
                            .mapToInt(Link::target)
                            .findFirst();
            if (next.isEmpty()) {
                return next;
            }
            if (suspect.isFunction(next.getAsInt())) {
                return OptionalInt.of(suspect.unwrapped(next.getAsInt()));
            }
            at = next.getAsInt();
        }
        return OptionalInt.empty();
    }

    private static Fix fix(String target) {
        return Fix.of(
                        "Remove the listener where what registered it is taken out of the page: by a"
                                + " signal, one for each view.")
                .before("%s.addEventListener('resize', onResize);".formatted(target))
                .after(
                        """
                        const closed = new AbortController();
                        %s.addEventListener('resize', onResize, { signal: closed.signal });
                        // ... and where the view is closed:
                        closed.abort();
                        """
                                .formatted(target))
                .trap(
                        "A listener on an element goes with the element; one on window or document stays."
                                + " removeEventListener with a new arrow function removes nothing, and a"
                                + " listener added with capture is removed only with capture.")
                .verify(
                        "getEventListeners(%s) in the console of DevTools has a fixed length."
                                .formatted(target));
    }
}
