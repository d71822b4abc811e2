package dev.tidemark.monitor.snapshot;

import java.util.BitSet;
import java.util.List;

/** What is asked about a single snapshot: finds the page, and what it is about. */
final class SnapshotPages {
    private final OpenSnapshot snapshot;

    SnapshotPages(OpenSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Answers.
     *
     * @param path what is asked: {@code types}, or {@code objects}, {@code 17}, {@code retainers}
     */
    Answer answer(List<String> path, Question question) {
        return switch (path.size()) {
            case 1 -> whole(path.getFirst(), question);
            case 2, 3 -> about(path, question);
            default -> throw unknown(String.join("/", path));
        };
    }

    private Answer whole(String what, Question question) {
        return switch (what) {
            case "summary" -> new TypePages(snapshot).summary();
            case "types" -> new TypePages(snapshot).types(question);
            case "biggest" -> new TypePages(snapshot).biggest(question);
            case "treemap" -> Treemap.of(snapshot, object(question.text("of"), true), question);
            case "search" -> new PathPages(snapshot).search(question);
            case "why" -> why(question);
            default -> throw unknown(what);
        };
    }

    private Answer about(List<String> path, Question question) {
        String of = path.get(1);
        String what = path.get(0) + (path.size() > 2 ? "/" + path.get(2) : "");
        return switch (what) {
            case "types/objects" ->
                    new TypePages(snapshot).objectsOf(number(of, "a type's number"), question);
            case "dominated" -> new DominatorPages(snapshot).dominated(object(of, true), question);
            case "dominated/types" -> new DominatorPages(snapshot).typesOf(object(of, true));
            case "dominators" -> new DominatorPages(snapshot).dominatorsOf(object(of, true));
            case "objects" -> new ObjectPages(snapshot).object(object(of, false));
            case "objects/references" ->
                    new ObjectPages(snapshot).references(object(of, false), question);
            case "objects/retainers" ->
                    new ObjectPages(snapshot).retainers(object(of, false), question);
            default -> throw unknown(what);
        };
    }

    private static Question.Refused unknown(String what) {
        return new Question.Refused(404, "there is no " + what);
    }

    private static int number(String text, String what) {
        if (!text.matches("\\d{1,9}|1\\d{9}|-1")) {
            throw new Question.Refused(400, "expected %s, found %s".formatted(what, text));
        }
        return Integer.parseInt(text);
    }

    /** The object of a number; -1, and nothing, is the root where that may be asked for. */
    private int object(String text, boolean orRoot) {
        int number = text.isEmpty() ? -1 : number(text, "an object's number");
        if (number == -1 && orRoot) {
            return snapshot.graph().root();
        }
        if (number < 0 || number >= snapshot.graph().objectCount()) {
            throw new Question.Refused(404, "there is no object " + text + " in this file");
        }
        return number;
    }

    private Answer why(Question question) {
        PathPages pages = new PathPages(snapshot);
        if (question.has("n")) {
            BitSet one = new BitSet();
            int object = object(question.text("n"), false);
            one.set(object);
            return pages.why(question, "@" + snapshot.graph().objectId(object), one);
        }
        String what = question.text("what");
        if (what.isEmpty()) {
            throw new Question.Refused(400, "expected what=... or n=..., found neither");
        }
        return pages.why(question, what, pages.find(what));
    }
}
