package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Requests that wait in an HTTP agent for a socket that never becomes free. */
final class AgentRequests implements V8Pattern {
    @Override
    public String id() {
        return "agent-requests";
    }

    private static final Set<String> LISTS = Set.of("requests", "sockets", "freeSockets");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        // agent > requests > "host:port:" > entries
        String list = suspect.fromEnd(1).name();
        if (!LISTS.contains(list)
                || suspect.newest().isEmpty()
                || suspect.holder().isEmpty()
                || !isOfAgent(suspect, suspect.holder().getAsInt())) {
            return Optional.empty();
        }
        String agent = suspect.fromEnd(2).name();
        String peer = suspect.fromEnd(0).name().replaceFirst(":+$", "");
        boolean waits = list.equals("requests");
        List<String> evidence = new ArrayList<>();
        evidence.add(
                waits
                        ? "the agent has no free socket for them: they wait in its list of requests"
                        : "the agent keeps more and more sockets in its list " + list);
        evidence.add("all of them are for " + peer);
        return Optional.of(
                Match.of(
                        waits
                                ? "requests to %s wait in %s and are never sent"
                                        .formatted(peer, agent)
                                : "sockets to %s pile up in %s".formatted(peer, agent),
                        evidence,
                        fix(agent)));
    }

    private static boolean isOfAgent(V8Suspect suspect, int list) {
        OptionalInt byPeer = suspect.owner(list);
        OptionalInt agent =
                byPeer.isPresent() ? suspect.owner(byPeer.getAsInt()) : OptionalInt.empty();
        return agent.isPresent()
                && suspect.follow(agent.getAsInt(), "freeSockets").isPresent()
                && suspect.follow(agent.getAsInt(), "requests").isPresent();
    }

    private static Fix fix(String agent) {
        return Fix.of(
                        "Read every answer to its end, or resume() or destroy() it: its socket is free"
                                + " only then. Give each request a timeout, and refuse work when too much"
                                + " waits.")
                .before(
                        """
                        http.get(url, { agent: %s }, (response) => {
                          done(response.statusCode);
                        });
                        """
                                .formatted(agent))
                .after(
                        """
                        const signal = AbortSignal.timeout(5_000);
                        http.get(url, { agent: %s, signal }, (response) => {
                          response.resume();   // the answer is not needed: let it go by
                          done(response.statusCode);
                        });
                        """
                                .formatted(agent))
                .trap(
                        "A higher maxSockets only moves the limit: answers that nobody reads keep each"
                                + " of the sockets. A new agent for each request loses its connections.")
                .verify(
                        "Object.values(%s.requests).flat().length is 0 when nothing is under way."
                                .formatted(agent));
    }
}
