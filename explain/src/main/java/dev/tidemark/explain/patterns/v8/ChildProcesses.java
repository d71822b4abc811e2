package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Objects of child processes that are kept after the processes have ended. */
final class ChildProcesses implements V8Pattern {
    private static final Set<String> TYPES = Set.of("ChildProcess");

    @Override
    public String id() {
        return "child-processes";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt child = suspect.entryOrPart(part -> suspect.isOfRuntime(part, TYPES));
        if (child.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "each is a ChildProcess with its three streams: " + Bytes.of(suspect.bytesEach()));
        OptionalInt file = suspect.follow(child.getAsInt(), "spawnfile");
        if (file.isPresent()) {
            evidence.add("the newest ran " + suspect.text(file.getAsInt()));
        }
        return Optional.of(
                Match.of("child processes are kept in " + holder, evidence, fix(holder)));
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Take the process out of "
                                + holder
                                + " on 'close', and kill those that run longer than they may.")
                .before("%s.push(spawn(command));".formatted(holder))
                .after(
                        """
                        const child = spawn(command, { timeout: 60_000 });
                        %1$s.add(child);                              // a Set
                        child.once('close', () => %1$s.delete(child));
                        child.stdout.resume();                        // or read it
                        """
                                .formatted(holder))
                .trap(
                        "'exit' comes before the streams have ended, and 'close' never comes while"
                                + " nobody reads stdout and stderr. unref() frees nothing.")
                .verify("%s is empty when nothing is under way.".formatted(holder));
    }
}
