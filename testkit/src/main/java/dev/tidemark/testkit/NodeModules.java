package dev.tidemark.testkit;

/** Where Node keeps modules: the require cache, and the loader of ECMAScript modules. */
final class NodeModules {
    private final NodeHeap process;
    private final JsDictionary cache;
    private final JsMap loaded;

    NodeModules(NodeHeap process) {
        this.process = process;
        V8Heap heap = process.heap();
        cache = process.dictionary();
        loaded = process.map();
        V8Object require = heap.closure("require").property("cache", cache);
        V8Object loader = heap.object("ModuleLoader", 56);
        loader.property("loadCache", heap.object("LoadCache", 32).internal("table", loaded));
        process.gcRoot("(Global handles)").internal("2", require).internal("3", loader);
    }

    JsModule commonJs(String path, int scriptId) {
        V8Heap heap = process.heap();
        V8Object exports = process.plainObject();
        V8Object module =
                heap.object("Module", 144)
                        .property("id", heap.string(path))
                        .property("exports", exports)
                        .property("filename", heap.string(path))
                        .property("children", process.array());
        cache.set(path, module);
        return new JsModule(process, path, scriptId, exports);
    }

    JsModule ecmaScript(String path, int scriptId) {
        V8Heap heap = process.heap();
        V8Object record = heap.hidden("system / SourceTextModule", 144);
        V8Object exports = heap.array("", 104);
        V8Object wrap = heap.object("ModuleWrap", 72).internal("2", record);
        String url = "file://" + path;
        loaded.put(url, wrap.property("url", heap.string(url)));
        record.hidden(0, exports);
        JsModule module = new JsModule(process, url, scriptId, exports);
        module.scope().internal("extension", record);
        V8Object body = heap.closure("").internal("context", module.scope());
        record.hidden(4, heap.object("Generator", 160).internal("function", body));
        return module;
    }
}
