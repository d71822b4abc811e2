package dev.tidemark.testkit.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class that is loaded, with its static fields; as a value it is the class object. */
public final class JvmClass implements JvmValue {
    private final String name;
    private final @Nullable JvmClass parent;
    private final @Nullable JvmLoader loader;
    private final JvmObject mirror;
    private @Nullable JvmObject domain;
    private final Map<String, HprofType> fields = new LinkedHashMap<>();
    private final Map<String, JvmObject.Value> statics = new LinkedHashMap<>();

    JvmClass(String name, @Nullable JvmClass parent, @Nullable JvmLoader loader) {
        this.name = name;
        this.parent = parent;
        this.loader = loader;
        mirror = JvmObject.mirror(this);
    }

    /** As {@link Class#getName} has it; arrays too. */
    public String name() {
        return name;
    }

    @Nullable JvmClass parent() {
        return parent;
    }

    /** Null for the boot loader. */
    @Nullable JvmLoader loader() {
        return loader;
    }

    /** Says where it was loaded from, as {@link HotSpotHeap#loadedFrom} has it. */
    public JvmClass in(JvmObject protectionDomain) {
        domain = protectionDomain;
        return this;
    }

    @Nullable JvmObject domain() {
        return domain;
    }

    /** The class object. */
    @Override
    public JvmObject object() {
        return mirror;
    }

    /** Declares instance fields that refer to objects. */
    public JvmClass fields(String... names) {
        for (String field : names) {
            fields.put(field, HprofType.OBJECT);
        }
        return this;
    }

    /** Declares instance fields of a primitive type. */
    public JvmClass numbers(HprofType type, String... names) {
        for (String field : names) {
            fields.put(field, type);
        }
        return this;
    }

    /** Sets a static field. */
    public JvmClass set(String field, JvmValue value) {
        statics.put(field, JvmObject.Value.of(value.object()));
        return this;
    }

    /** Sets a static field of a primitive type. */
    public JvmClass set(String field, HprofType type, long bits) {
        statics.put(field, new JvmObject.Value(type, null, bits));
        return this;
    }

    /** Takes a static field's value away. */
    public JvmClass clear(String field) {
        statics.put(field, JvmObject.Value.NULL);
        return this;
    }

    Map<String, HprofType> ownFields() {
        return fields;
    }

    Map<String, JvmObject.Value> statics() {
        return statics;
    }

    /** Declares a field when neither the class nor one that it extends has it. */
    void declare(String field, HprofType type) {
        for (JvmClass at = this; at != null; at = at.parent) {
            if (at.fields.containsKey(field)) {
                return;
            }
        }
        fields.put(field, type);
    }

    boolean extendsClass(String ancestor) {
        for (JvmClass at = this; at != null; at = at.parent) {
            if (at.name.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    /** The class and those that it extends, itself first: the order of an object's values. */
    List<JvmClass> lineage() {
        List<JvmClass> all = new ArrayList<>();
        for (JvmClass at = this; at != null; at = at.parent) {
            all.add(at);
        }
        return all;
    }

    List<HprofType> allFieldTypes() {
        return lineage().stream().flatMap(at -> at.fields.values().stream()).toList();
    }

    @Override
    public String toString() {
        return "class " + name;
    }
}
