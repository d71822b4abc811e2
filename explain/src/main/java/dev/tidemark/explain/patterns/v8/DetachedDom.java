package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Elements that are no longer in the page and are still held by a variable. */
final class DetachedDom implements V8Pattern {
    @Override
    public String id() {
        return "detached-dom";
    }

    private static final String DETACHED = "Detached ";

    /** V8 calls what Node.js keeps in memory of its own detached, too. */
    private static final String OF_NODE_JS = DETACHED + "Node / ";

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt node = suspect.entryOrPart(part -> isElement(suspect.typeOf(part)));
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String element = suspect.typeOf(node.getAsInt()).substring(DETACHED.length());
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "%s elements that were taken out of the page are kept in %s"
                                .formatted(element, holder),
                        List.of(
                                "each is detached: it belongs to a document and is not in it",
                                "one element keeps its whole tree, children, parents and listeners"),
                        fix(holder)));
    }

    private static boolean isElement(String type) {
        return type.startsWith(DETACHED) && !type.startsWith(OF_NODE_JS);
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Drop the element where it is removed; keep what is needed to make it again, or"
                                + " a WeakRef to it.")
                .before(
                        """
                        element.remove();
                        %s.push(element);
                        """
                                .formatted(holder))
                .after(
                        """
                        element.remove();
                        %s.push({ id: element.id, text: element.textContent });
                        """
                                .formatted(holder))
                .trap(
                        "Emptying innerHTML frees nothing that a variable, a listener's scope or an"
                                + " observer still holds; and one child that is kept keeps all of its tree.")
                .verify(
                        "A snapshot that is filtered by `Detached` shows as many elements after each"
                                + " round as before it.");
    }
}
