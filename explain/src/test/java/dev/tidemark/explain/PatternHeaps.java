package dev.tidemark.explain;

import dev.tidemark.testkit.JsArray;
import dev.tidemark.testkit.JsEmitter;
import dev.tidemark.testkit.JsFunction;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.JsModule;
import dev.tidemark.testkit.JsTimer;
import dev.tidemark.testkit.JsValue;
import dev.tidemark.testkit.JsWritable;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.V8Object;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.IntConsumer;

/** For every pattern a process that leaks, the same one fixed, and one that looks like it. */
final class PatternHeaps {
    /** Draws into a module what it has, and gives the operation. */
    interface Program {
        IntConsumer in(NodeHeap process, JsModule module);
    }

    /** The three heaps of a pattern; the look-alike uses the same things and settles. */
    record Three(Program leaking, Program fixed, Program lookalike) {}

    static final Map<String, Three> BY_PATTERN =
            Map.of(
                    "event-listeners",
                    new Three(
                            PatternHeaps::listeners,
                            PatternHeaps::listenersRemoved,
                            PatternHeaps::listenersAtStart),
                    "event-target-listeners",
                    new Three(
                            (process, module) -> abortListeners(process, module, 1 << 20),
                            (process, module) -> abortListeners(process, module, 0),
                            (process, module) -> abortListeners(process, module, 90)),
                    "timers",
                    new Three(
                            PatternHeaps::intervals,
                            PatternHeaps::intervalsCleared,
                            PatternHeaps::timeoutsInFlight),
                    "stream-buffers",
                    new Three(
                            (process, module) -> writes(process, module, 1 << 20),
                            (process, module) -> writes(process, module, 1),
                            (process, module) -> writes(process, module, 16)),
                    "promise-reactions",
                    new Three(
                            (process, module) -> reactions(process, module, 1 << 20),
                            (process, module) -> reactions(process, module, 0),
                            (process, module) -> reactions(process, module, 80)),
                    "closure-captures",
                    new Three(
                            (process, module) -> closures(process, module, 1 << 20),
                            (process, module) -> closures(process, module, 1),
                            (process, module) -> closures(process, module, 40)),
                    "unbounded-collection",
                    new Three(
                            (process, module) -> entries(process, module, 1 << 20),
                            (process, module) -> entries(process, module, 1),
                            (process, module) -> entries(process, module, 60)));

    private PatternHeaps() {}

    private static V8Object listener(NodeHeap process, JsModule module, JsFunction function) {
        return function.closure(
                process.scope(module.scope()).context("request", process.instance("Request", 400)));
    }

    private static IntConsumer listeners(NodeHeap process, JsModule module) {
        JsEmitter bus = process.emitter();
        module.variable("bus", bus);
        JsFunction onChange = module.function("onChange", 39, 20);
        return _ -> bus.on("change", listener(process, module, onChange));
    }

    private static IntConsumer listenersRemoved(NodeHeap process, JsModule module) {
        JsEmitter bus = process.emitter();
        module.variable("bus", bus);
        JsFunction onChange = module.function("onChange", 39, 20);
        return _ -> {
            V8Object listener = listener(process, module, onChange);
            bus.on("change", listener);
            bus.off("change", listener);
        };
    }

    private static IntConsumer listenersAtStart(NodeHeap process, JsModule module) {
        JsEmitter bus = process.emitter();
        module.variable("bus", bus);
        JsFunction plugin = module.function("plugin", 10, 2);
        return i -> {
            if (i < 150) {
                bus.on("change", listener(process, module, plugin));
            }
        };
    }

    /** Listeners of an AbortSignal are a list of which each holds the next. */
    private static IntConsumer abortListeners(NodeHeap process, JsModule module, int most) {
        JsMap events = process.map();
        V8Object signal = process.instance("EventTarget", 80);
        signal.property("<symbol kEvents>", events);
        V8Object root = process.plainObject();
        events.put("abort", root);
        module.variable("shutdown", signal);
        JsFunction onAbort = module.function("onAbort", 5, 9);
        V8Object[] tail = {root};
        return i -> {
            if (i < most) {
                V8Object callback = listener(process, module, onAbort);
                V8Object next = process.instance("Listener", 96).property("callback", callback);
                tail[0].property("next", next);
                tail[0] = next;
            }
        };
    }

    private static IntConsumer intervals(NodeHeap process, JsModule module) {
        JsFunction poll = module.function("poll", 12, 4);
        return _ -> process.setInterval(listener(process, module, poll), 60_000);
    }

    private static IntConsumer intervalsCleared(NodeHeap process, JsModule module) {
        JsFunction poll = module.function("poll", 12, 4);
        return _ -> process.setInterval(listener(process, module, poll), 60_000).clear();
    }

    private static IntConsumer timeoutsInFlight(NodeHeap process, JsModule module) {
        JsFunction late = module.function("onLate", 12, 4);
        Deque<JsTimer> running = new ArrayDeque<>();
        return _ -> {
            running.add(process.setTimeout(listener(process, module, late), 5_000));
            if (running.size() > 30) {
                running.remove().clear();
            }
        };
    }

    private static IntConsumer writes(NodeHeap process, JsModule module, int drainAfter) {
        JsWritable log = process.writable();
        module.variable("log", log);
        return i -> {
            log.write(600);
            if (i % drainAfter == drainAfter - 1) {
                log.drain();
            }
        };
    }

    private static IntConsumer reactions(NodeHeap process, JsModule module, int most) {
        V8Object ready = process.instance("Promise", 40);
        module.variable("ready", ready);
        JsFunction then = module.function("onReady", 3, 14);
        V8Object[] newest = new V8Object[1];
        return i -> {
            if (i < most) {
                V8Object reaction = process.heap().hidden("system / PromiseReaction", 48);
                reaction.hidden(2, listener(process, module, then));
                if (newest[0] != null) {
                    reaction.hidden(0, newest[0]);
                }
                ready.drop("reactions_or_result").internal("reactions_or_result", reaction);
                newest[0] = reaction;
            }
        };
    }

    private static IntConsumer closures(NodeHeap process, JsModule module, int most) {
        JsArray undo = process.array();
        module.variable("undo", undo);
        JsFunction function = module.function("restore", 21, 12);
        return _ -> keep(undo, listener(process, module, function), most);
    }

    private static IntConsumer entries(NodeHeap process, JsModule module, int most) {
        JsArray recent = process.array();
        module.variable("recent", recent);
        return _ -> keep(recent, process.instance("Entry", 120), most);
    }

    private static void keep(JsArray array, JsValue value, int most) {
        array.push(value);
        if (array.length() > most) {
            array.shift();
        }
    }
}
