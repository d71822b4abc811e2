import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Twenty classes, made one after the other as they are needed. */
public class LazyClasses {
    private static final List<Class<?>> INTERFACES =
            List.of(
                    Runnable.class,
                    Comparable.class,
                    CharSequence.class,
                    AutoCloseable.class,
                    Iterable.class,
                    java.util.concurrent.Callable.class,
                    java.util.function.Supplier.class,
                    java.util.function.Consumer.class,
                    java.util.function.Function.class,
                    java.util.function.Predicate.class);
    private final List<Object> proxies = new ArrayList<>();
    private int n;

    public int iteration() {
        if (n % 200 == 0 && proxies.size() < INTERFACES.size()) {
            Class<?>[] type = {INTERFACES.get(proxies.size())};
            proxies.add(
                    Proxy.newProxyInstance(
                            LazyClasses.class.getClassLoader(), type, (proxy, method, given) -> null));
        }
        return String.valueOf(n++).hashCode();
    }
}
