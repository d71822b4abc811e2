package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An EventEmitter: {@code _events} holds a function for an event with one listener, an array for
 * one with more.
 */
public final class JsEmitter implements JsValue {
    private record Listeners(List<V8Object> listeners, JsArray array) {
        static Listeners none(NodeHeap process) {
            return new Listeners(new ArrayList<>(), process.array());
        }
    }

    private final NodeHeap process;
    private final V8Object emitter;
    private final JsDictionary events;
    private final Map<String, Listeners> listening = new LinkedHashMap<>();

    JsEmitter(NodeHeap process, V8Object emitter) {
        this.process = process;
        this.emitter = emitter;
        events = process.dictionary();
        emitter.property("_events", events)
                .property("_maxListeners", process.undefined())
                .property("<symbol kCapture>", process.falseValue());
    }

    public JsEmitter on(String event, JsValue listener) {
        Listeners of = listening.computeIfAbsent(event, e -> Listeners.none(process));
        of.listeners.add(listener.object());
        of.array.push(listener);
        show(event, of);
        return this;
    }

    /** {@code once}: the emitter holds a bound wrapper, and its state holds the listener. */
    public JsEmitter once(String event, JsValue listener) {
        V8Heap heap = process.heap();
        V8Object state = process.plainObject();
        V8Object wrapper =
                heap.closure("native_bind")
                        .withSize(48)
                        .property("listener", listener)
                        .internal("bound_this", state)
                        .internal("bound_function", heap.closure("onceWrapper"));
        state.property("fired", process.falseValue())
                .property("wrapFn", wrapper)
                .property("target", emitter)
                .property("type", heap.interned(event))
                .property("listener", listener);
        return on(event, wrapper);
    }

    public JsEmitter off(String event, JsValue listener) {
        Listeners of = listening.get(event);
        if (of != null) {
            of.listeners.remove(listener.object());
            of.array.remove(listener);
            show(event, of);
        }
        return this;
    }

    public int listenerCount(String event) {
        Listeners of = listening.get(event);
        return of == null ? 0 : of.listeners.size();
    }

    private void show(String event, Listeners of) {
        switch (of.listeners.size()) {
            case 0 -> events.delete(event);
            case 1 -> events.set(event, of.listeners.getFirst());
            default -> events.set(event, of.array);
        }
    }

    @Override
    public V8Object object() {
        return emitter;
    }
}
