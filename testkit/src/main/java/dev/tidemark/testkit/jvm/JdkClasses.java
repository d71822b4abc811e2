package dev.tidemark.testkit.jvm;

import java.util.HashMap;
import java.util.Map;

/**
 * The fields of the JDK's own classes, as {@code javap -p} shows them on 17 and 25. Each line is a
 * class, the one that it extends unless that is {@code Object}, and its fields in the order of the
 * source, where letters after a colon are primitive types.
 */
final class JdkClasses {
    private static final String BOTH =
            """
            java.lang.Class
            java.lang.String = value coder:B hash:I hashIsZero:Z
            java.lang.AbstractStringBuilder = value coder:B count:I
            java.lang.StringBuilder < java.lang.AbstractStringBuilder
            java.lang.Number
            java.lang.Integer < java.lang.Number = value:I
            java.lang.Long < java.lang.Number = value:J
            java.lang.ref.Reference = referent queue next discovered
            java.lang.ref.WeakReference < java.lang.ref.Reference
            java.lang.ref.SoftReference < java.lang.ref.Reference = timestamp:J
            java.lang.ref.PhantomReference < java.lang.ref.Reference
            java.lang.ref.FinalReference < java.lang.ref.Reference
            java.lang.ThreadLocal = threadLocalHashCode:I
            java.lang.ThreadLocal$ThreadLocalMap = table size:I threshold:I
            java.lang.ThreadLocal$ThreadLocalMap$Entry < java.lang.ref.WeakReference = value
            java.lang.ThreadGroup = parent name maxPriority:I daemon:Z
            java.lang.ClassLoader = parent name unnamedModule nameAndId parallelLockMap \
            package2certs classes defaultDomain packages libraries assertionLock
            java.security.SecureClassLoader < java.lang.ClassLoader = pdcache
            java.net.URLClassLoader < java.security.SecureClassLoader = ucp closeables
            jdk.internal.loader.BuiltinClassLoader < java.security.SecureClassLoader = ucp \
            nameToModule moduleToReader
            jdk.internal.loader.ClassLoaders$AppClassLoader < jdk.internal.loader.BuiltinClassLoader
            jdk.internal.loader.ClassLoaders
            java.util.AbstractCollection
            java.util.AbstractList < java.util.AbstractCollection = modCount:I
            java.util.AbstractSequentialList < java.util.AbstractList
            java.util.AbstractQueue < java.util.AbstractCollection
            java.util.AbstractSet < java.util.AbstractCollection
            java.util.AbstractMap = keySet values
            java.util.ArrayList < java.util.AbstractList = elementData size:I
            java.util.LinkedList < java.util.AbstractSequentialList = size:I first last
            java.util.LinkedList$Node = item next prev
            java.util.ArrayDeque < java.util.AbstractCollection = elements head:I tail:I
            java.util.PriorityQueue < java.util.AbstractQueue = queue size:I comparator modCount:I
            java.util.HashSet < java.util.AbstractSet = map
            java.util.HashMap < java.util.AbstractMap = table entrySet size:I modCount:I threshold:I
            java.util.HashMap$Node = hash:I key value next
            java.util.LinkedHashMap < java.util.HashMap = head tail accessOrder:Z
            java.util.LinkedHashMap$Entry < java.util.HashMap$Node = before after
            java.util.WeakHashMap < java.util.AbstractMap = table size:I threshold:I queue
            java.util.WeakHashMap$Entry < java.lang.ref.WeakReference = value hash:I next
            java.util.IdentityHashMap < java.util.AbstractMap = table size:I modCount:I
            java.util.TreeMap < java.util.AbstractMap = comparator root size:I modCount:I entrySet
            java.util.TreeMap$Entry = key value left right parent color:Z
            java.util.concurrent.ConcurrentHashMap < java.util.AbstractMap = table nextTable \
            baseCount:J sizeCtl:I counterCells keySet values entrySet
            java.util.concurrent.ConcurrentHashMap$Node = hash:I key val next
            java.util.concurrent.CopyOnWriteArrayList = lock array
            java.util.concurrent.ArrayBlockingQueue < java.util.AbstractQueue = items takeIndex:I \
            putIndex:I count:I lock
            java.util.concurrent.LinkedBlockingQueue < java.util.AbstractQueue = capacity:I count \
            head last takeLock putLock
            java.util.concurrent.LinkedBlockingQueue$Node = item next
            java.util.concurrent.ConcurrentLinkedQueue < java.util.AbstractQueue = head tail
            java.util.concurrent.ConcurrentLinkedQueue$Node = item next
            """;

    private static final String ON_17 =
            """
            java.lang.Thread = name priority:I daemon:Z eetop:J target group contextClassLoader \
            threadLocals inheritableThreadLocals tid:J threadStatus:I
            """;

    private static final String ON_25 =
            """
            java.lang.Thread = eetop:J tid:J name interrupted:Z contextClassLoader holder \
            threadLocals inheritableThreadLocals scopedValueBindings interruptLock
            java.lang.Thread$FieldHolder = group task stackSize:J priority:I daemon:Z threadStatus:I
            java.lang.BaseVirtualThread < java.lang.Thread
            java.lang.VirtualThread < java.lang.BaseVirtualThread = scheduler cont runContinuation
            """;

    /** One class: whom it extends, and its fields. */
    record Shape(String parent, String fields) {}

    private final Map<String, Shape> shapes = new HashMap<>();

    JdkClasses(HotSpotHeap.Release release) {
        String own =
                switch (release) {
                    case JDK_17 -> ON_17;
                    case JDK_25 -> ON_25;
                };
        (BOTH + own).lines().forEach(this::add);
    }

    private void add(String line) {
        String[] headAndFields = line.split(" = ", 2);
        String[] nameAndParent = headAndFields[0].strip().split(" < ", 2);
        String parent = nameAndParent.length == 2 ? nameAndParent[1] : "java.lang.Object";
        String fields = headAndFields.length == 2 ? headAndFields[1] : "";
        shapes.put(nameAndParent[0], new Shape(parent, fields));
    }

    /** The shape of a class; that of a plain one for those that are not listed. */
    Shape of(String name) {
        return shapes.getOrDefault(name, new Shape("java.lang.Object", ""));
    }

    static void declare(JvmClass type, String fields) {
        for (String field : fields.strip().split(" +", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                type.numbers(primitive(field.charAt(colon + 1)), field.substring(0, colon));
            } else if (!field.isEmpty()) {
                type.fields(field);
            }
        }
    }

    private static HprofType primitive(char letter) {
        for (HprofType type : HprofType.values()) {
            if (type.letter() == letter) {
                return type;
            }
        }
        throw new IllegalArgumentException("no type has the letter " + letter);
    }
}
