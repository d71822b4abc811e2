package dev.tidemark.heap.analyse.jvm;

import java.util.regex.Pattern;

/**
 * Names of classes that are equal in all dumps of a program. Classes that are made while it runs
 * get numbers and addresses in their names, and those differ.
 */
final class JvmNames {
    private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda(?:[$/+][^\\[]*)?");
    private static final Pattern PROXY = Pattern.compile("(?:[\\w$]+\\.)*\\$Proxy\\d+");
    private static final Pattern HIDDEN = Pattern.compile("[/+]0x[0-9a-fA-F]+");

    /** {@code GeneratedMethodAccessor17}: made by the JDK's reflection until 21. */
    private static final Pattern ACCESSOR =
            Pattern.compile("(\\.Generated\\w*Accessor)\\d+(?=$|\\[)");

    /** {@code Order$$EnhancerByCGLIB$$1f2e3d4c}, {@code Order$HibernateProxy$wBcXyZ12}. */
    private static final Pattern GENERATED_SUFFIX =
            Pattern.compile(
                    "(\\$\\w*?(?:Proxy|Enhancer|CGLIB|ByteBuddy|Mock|Generated|Subclass)[A-Za-z]*)"
                            + "\\$+\\w+(?=$|\\[)");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private JvmNames() {}

    /** The full name, without what differs from run to run. */
    static String stable(String name) {
        String stable = name;
        if (stable.contains("$$Lambda")) {
            stable = LAMBDA.matcher(stable).replaceFirst("\\$\\$Lambda");
        }
        if (stable.contains("$Proxy")) {
            stable = PROXY.matcher(stable).replaceFirst("\\$Proxy");
        }
        stable = HIDDEN.matcher(stable).replaceFirst("");
        stable = ACCESSOR.matcher(stable).replaceFirst("$1");
        return GENERATED_SUFFIX.matcher(stable).replaceFirst("$1");
    }

    /** {@code Script*} for {@code Script17}. */
    static String withoutNumbers(String name) {
        return NUMBER.matcher(name).replaceAll("*");
    }

    /** As paths have it: classes of the JDK are known without their package. */
    static String shown(String name) {
        String stable = stable(name);
        return stable.startsWith("java.") ? withoutPackage(stable) : stable;
    }

    static String withoutPackage(String name) {
        int end = name.indexOf('$');
        int dot = name.lastIndexOf('.', end < 0 ? name.length() : end);
        return name.substring(dot + 1);
    }

    /** The package, without the dot at its end. */
    static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.length() - withoutPackage(name).length() - 1));
    }

    /** The class that the innermost nested one is written in; the name itself if it is none. */
    static String outermost(String name) {
        int dollar = name.indexOf('$', name.lastIndexOf('.') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** The last part: {@code Node} of {@code java.util.HashMap$Node}. */
    static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
