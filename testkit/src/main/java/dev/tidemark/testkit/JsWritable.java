package dev.tidemark.testkit;

/** A Writable stream with what was written to it and not yet taken by its destination. */
public final class JsWritable implements JsValue {
    private static final String BUFFERED = "<symbol kBufferedValue>";

    private final NodeHeap process;
    private final V8Object stream;
    private final V8Object state;
    private final V8Object nop;
    private JsArray buffered;

    JsWritable(NodeHeap process, String className) {
        this.process = process;
        V8Heap heap = process.heap();
        state = heap.object("WritableState", 152).at(97, 303, 22);
        nop = heap.closure("nop").at(97, 94, 12);
        stream = heap.object(className, 168).property("_writableState", state);
        state.property("onwrite", heap.closure("native_bind").internal("bound_this", stream));
        buffered = process.array();
    }

    /** {@code write(chunk)} while the destination is busy: the chunk is buffered. */
    public JsWritable write(int bytes) {
        V8Heap heap = process.heap();
        V8Object memory = heap.nativeObject("system / JSArrayBufferData", bytes);
        V8Object arrayBuffer = heap.object("ArrayBuffer", 88).internal("backing_store", memory);
        V8Object chunk = heap.object("Buffer", 96).internal("buffer", arrayBuffer);
        return write(chunk);
    }

    public JsWritable write(JsValue chunk) {
        buffered.push(
                process.plainObject()
                        .property("chunk", chunk)
                        .property("encoding", process.heap().interned("buffer"))
                        .property("callback", nop));
        return attach();
    }

    /** The destination took all of it. */
    public JsWritable drain() {
        buffered = process.array();
        return attach();
    }

    public int bufferedChunks() {
        return buffered.length();
    }

    @Override
    public V8Object object() {
        return stream;
    }

    private JsWritable attach() {
        state.drop(BUFFERED);
        if (buffered.length() > 0) {
            state.property(BUFFERED, buffered);
        }
        return this;
    }
}
