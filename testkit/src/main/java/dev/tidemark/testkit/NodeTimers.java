package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Node's timers: {@code timerListMap} maps a delay to the TimersList of that delay, a ring of
 * Timeouts. The ring is laid out before each snapshot.
 */
final class NodeTimers {
    private final V8Heap heap;
    private final NodeHeap process;
    private final V8Object listMap;
    private final JsArray queue;
    private final Map<Integer, List<V8Object>> timeoutsByDelay = new HashMap<>();
    private final Map<Integer, V8Object> listsByDelay = new HashMap<>();

    NodeTimers(NodeHeap process) {
        this.process = process;
        heap = process.heap();
        listMap = heap.object("Object", 24);
        queue = process.array();
        V8Object scope =
                heap.context()
                        .context("timerListMap", listMap)
                        .context("timerListQueue", priorityQueue())
                        .internal("previous", process.nativeContext());
        V8Object setInterval = heap.closure("setInterval").at(39, 208, 20);
        V8Object setTimeout = heap.closure("setTimeout").at(39, 138, 19);
        process.global()
                .property("setInterval", setInterval.internal("context", scope))
                .property("setTimeout", setTimeout.internal("context", scope));
        heap.beforeSnapshot(this::layOut);
    }

    private V8Object priorityQueue() {
        return heap.object("PriorityQueue", 56).property("#heap", queue);
    }

    JsTimer start(JsValue callback, int milliseconds, boolean repeats) {
        V8Object timeout =
                heap.object("Timeout", 176)
                        .property("_onTimeout", callback)
                        .property("_timerArgs", process.undefined())
                        .property("_destroyed", process.falseValue())
                        .at(13, 169, 13);
        if (repeats) {
            V8Object delay = heap.node(V8NodeType.NUMBER, "heap number", 16);
            timeout.property("_repeat", delay);
        }
        listsByDelay.computeIfAbsent(milliseconds, this::newList);
        timeoutsByDelay.computeIfAbsent(milliseconds, m -> new ArrayList<>()).add(timeout);
        return new JsTimer(timeout, () -> clear(timeout, milliseconds));
    }

    private V8Object newList(int milliseconds) {
        V8Object list = heap.object("TimersList", 136).at(13, 245, 13);
        listMap.element(milliseconds, list);
        queue.push(list);
        return list;
    }

    private void clear(V8Object timeout, int milliseconds) {
        List<V8Object> timeouts = timeoutsByDelay.getOrDefault(milliseconds, new ArrayList<>());
        timeouts.remove(timeout);
        unlink(timeout);
        V8Object list = listsByDelay.get(milliseconds);
        if (timeouts.isEmpty() && list != null) {
            listMap.drop(Integer.toString(milliseconds));
            queue.remove(list);
            listsByDelay.remove(milliseconds);
        }
    }

    private void layOut() {
        listsByDelay.forEach((delay, list) -> {
            List<V8Object> ring = new ArrayList<>(List.of(list));
            ring.addAll(timeoutsByDelay.getOrDefault(delay, List.of()).reversed());
            for (int i = 0; i < ring.size(); i++) {
                V8Object next = ring.get((i + 1) % ring.size());
                V8Object previous = ring.get((i + ring.size() - 1) % ring.size());
                unlink(ring.get(i));
                ring.get(i).property("_idleNext", next).property("_idlePrev", previous);
            }
        });
    }

    private static void unlink(V8Object linked) {
        linked.drop("_idleNext").drop("_idlePrev");
    }
}
