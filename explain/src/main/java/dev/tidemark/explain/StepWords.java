package dev.tidemark.explain;

import java.util.List;
import java.util.stream.Collectors;

/** What each step added, as a person says it: {@code 1130, 1148, then 1175}. */
final class StepWords {
    private StepWords() {}

    static String of(List<Long> steps) {
        String last = String.valueOf(steps.getLast());
        if (steps.size() == 1) {
            return last;
        }
        return steps.subList(0, steps.size() - 1).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "", ", then " + last));
    }
}
