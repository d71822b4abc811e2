package dev.tidemark.testkit;

/** A function as it is written once in a script; every evaluation makes another closure of it. */
public final class JsFunction {
    private final JsModule module;
    private final String name;
    private final HeapFile.Location location;
    private final V8Object shared;
    private final V8Object feedbackCell;

    JsFunction(JsModule module, String name, HeapFile.Location location) {
        this.module = module;
        this.name = name;
        this.location = location;
        V8Heap heap = module.process().heap();
        shared =
                heap.code(name.isEmpty() ? "(shared function info)" : name, 56)
                        .internal("name_or_scope_info", heap.interned(name))
                        .internal("script_or_debug_info", module.script());
        feedbackCell = heap.code("system / FeedbackCell", 24);
    }

    /** A closure that uses variables of the module only. */
    public V8Object closure() {
        return closure(module.scope());
    }

    /** A closure that uses variables of {@code scope}. */
    public V8Object closure(JsValue scope) {
        return module.process()
                .heap()
                .closure(name)
                .internal("feedback_cell", feedbackCell)
                .internal("shared", shared)
                .internal("context", scope)
                .at(location);
    }

    /** A closure that captures one variable of the call that made it. */
    public V8Object capturing(String variable, JsValue value) {
        V8Object scope = module.process().scope(module.scope());
        return closure(scope.context(variable, value).withSize(40));
    }

    /** What all closures of this function have in common. */
    public V8Object shared() {
        return shared;
    }

    /**
     * Where the function stands, for {@link V8Object#at}, as of a class whose constructor it is.
     */
    public HeapFile.Location location() {
        return location;
    }
}
