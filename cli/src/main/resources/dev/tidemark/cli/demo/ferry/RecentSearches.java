package ferry;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last routes that were asked for. */
final class RecentSearches {
    private static final int MOST = 500;

    private record Search(String route, long at) {}

    private final Deque<Search> searches = new ArrayDeque<>();

    synchronized void add(String route) {
        searches.addLast(new Search(route, System.nanoTime()));
        if (searches.size() > MOST) {
            searches.removeFirst();
        }
    }

    synchronized String text() {
        return searches.stream().map(Search::route).distinct().sorted().toList().toString();
    }
}
