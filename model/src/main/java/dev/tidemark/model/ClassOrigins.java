package dev.tidemark.model;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whose a class of a JVM is: by what it was loaded from, or else by its package. */
final class ClassOrigins {
    private static final Pattern RUNTIME =
            Pattern.compile(
                    "(?:java|jdk|sun|com\\.sun|javax\\.(?:management|net|security|naming))\\..*");

    /** {@code guava-31.1-jre.jar}: the version begins at the first dash before a digit. */
    private static final Pattern JAR =
            Pattern.compile("(?:.*[/!])?([^/!]+?)(?:-(\\d[^/!]*))?\\.jar!?/?");

    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    private ClassOrigins() {}

    static CodeOrigin of(String className, @Nullable String codeSource, String mainClass) {
        if (RUNTIME.matcher(className).matches() || isPrimitive(className)) {
            return new CodeOrigin.BuiltIn();
        }
        if (codeSource != null && !codeSource.isEmpty()) {
            return ofSource(className, codeSource, mainClass);
        }
        return isNear(className, mainClass)
                ? new CodeOrigin.Own()
                : new CodeOrigin.Library(packageOf(className), null, "");
    }

    private static boolean isPrimitive(String className) {
        return PRIMITIVES.contains(className.replace("[]", ""));
    }

    private static CodeOrigin ofSource(String className, String codeSource, String mainClass) {
        if (codeSource.startsWith("jrt:")) {
            return new CodeOrigin.BuiltIn();
        }
        Matcher jar = JAR.matcher(codeSource);
        // A program that is packed as one jar has its own classes beside those of its libraries.
        return !jar.matches() || isNear(className, mainClass)
                ? new CodeOrigin.Own()
                : new CodeOrigin.Library(jar.group(1), jar.group(2), "");
    }

    /** Whether both packages begin alike: with the two names by which organisations are known. */
    private static boolean isNear(String className, String mainClass) {
        if (mainClass.isEmpty()) {
            return false;
        }
        return mainClass.contains(".")
                ? className.startsWith(organisation(mainClass) + ".")
                : !className.contains(".");
    }

    private static String organisation(String className) {
        String[] names = className.split("\\.", -1);
        return names.length <= 2 ? names[0] : names[0] + "." + names[1];
    }

    private static String packageOf(String className) {
        int end = className.lastIndexOf('.');
        return end < 0 ? className : className.substring(0, end);
    }
}
