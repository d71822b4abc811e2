package dev.tidemark.testkit;

/**
 * A loaded module: its script, the scope with its variables, what it exports.
 *
 * <p>A CommonJS module's scope lives as long as one of its closures, so each module starts with one
 * exported function, {@code handle}, that uses the scope.
 */
public final class JsModule implements JsValue {
    private final NodeHeap process;
    private final String name;
    private final int scriptId;
    private final V8Object exports;
    private final V8Object script;
    private final V8Object scope;
    private final V8Object scopeInfo;
    private int variables;

    JsModule(NodeHeap process, String name, int scriptId, V8Object exports) {
        this.process = process;
        this.name = name;
        this.scriptId = scriptId;
        this.exports = exports;
        V8Heap heap = process.heap();
        script =
                heap.code(name, 144)
                        .internal("source", heap.string("'use strict';"))
                        .internal("name", heap.string(name));
        scopeInfo = heap.code("system / ScopeInfo", 48);
        scope =
                heap.context()
                        .internal("scope_info", scopeInfo)
                        .internal("previous", process.nativeContext());
        export("handle", function("handle", 1, 0).closure());
    }

    /** A variable of the module that one of its functions uses, so that it lies in the scope. */
    public JsModule variable(String variable, JsValue value) {
        boolean isNew = scope.edges().stream().noneMatch(edge -> edge.name().equals(variable));
        scope.set(V8EdgeType.CONTEXT, variable, value);
        if (isNew) {
            scopeInfo.hidden(variables++, process.heap().interned(variable));
            scope.withSize(32 + 8L * variables);
        }
        return this;
    }

    /** Exports a value: as a property (CommonJS), or in a cell (ECMAScript). */
    public JsModule export(String exportName, JsValue value) {
        if (!isEcmaScript()) {
            exports.set(V8EdgeType.PROPERTY, exportName, value);
            return this;
        }
        int slot = 7 + exports.edges().size();
        exports.internal(Integer.toString(slot), process.heap().interned(exportName));
        V8Object cell = process.heap().hidden("system / Cell", 16).internal("value", value);
        exports.internal(Integer.toString(slot + 1), cell);
        return this;
    }

    /** A function of this module; line and column count from 0. */
    public JsFunction function(String functionName, int line, int column) {
        return new JsFunction(this, functionName, new HeapFile.Location(scriptId, line, column));
    }

    public int scriptId() {
        return scriptId;
    }

    /** The scope that holds the module's variables. */
    public V8Object scope() {
        return scope;
    }

    V8Object script() {
        return script;
    }

    NodeHeap process() {
        return process;
    }

    private boolean isEcmaScript() {
        return name.startsWith("file:");
    }

    /** What {@code require} of the module gives; of an ECMAScript module, its table of exports. */
    @Override
    public V8Object object() {
        return exports;
    }
}
