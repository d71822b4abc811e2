package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.SourceLocation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names that compilers give to classes tell about where they are written. */
final class ClassNames {
    /** {@code X$$Lambda/0x00007f..}, {@code X$$Lambda$14/0x..}: one name for each lambda of X. */
    private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda.*");

    private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d+$");

    private ClassNames() {}

    static boolean isLambda(String className) {
        return LAMBDA.matcher(className).find();
    }

    static boolean isAnonymous(String className) {
        return ANONYMOUS.matcher(className).find();
    }

    /** The same for the same class in every loader and every run. */
    static String stable(String className) {
        return LAMBDA.matcher(className).replaceFirst("\\$\\$Lambda");
    }

    /** Without its package. */
    static String simple(String className) {
        String stable = stable(className);
        return stable.substring(stable.lastIndexOf('.') + 1);
    }

    /** Without its package, and with words for what has no name. */
    static String spoken(String className) {
        String name = simple(className);
        if (isLambda(className)) {
            return "lambda in " + name.substring(0, name.indexOf("$$Lambda"));
        }
        if (isAnonymous(className)) {
            return "anonymous class in " + ANONYMOUS.matcher(name).replaceFirst("");
        }
        return name;
    }

    /** The class as it stands in code; another word if it has no name or several. */
    static String typeToWrite(String spoken, String otherwise) {
        String simple = spoken.substring(spoken.lastIndexOf('$') + 1);
        return simple.isEmpty() || !simple.chars().allMatch(Character::isJavaIdentifierPart)
                ? otherwise
                : simple;
    }

    /** Where a lambda or an anonymous class is written; null for a class with a name. */
    static @Nullable AllocationSite site(String className) {
        if (!isLambda(className) && !isAnonymous(className)) {
            return null;
        }
        return new AllocationSite(spoken(className), new SourceLocation(file(className), 0, 0));
    }

    /** By javac's rule that a top-level class is in the file of its name. */
    private static String file(String className) {
        String outermost = className.replaceFirst("\\$.*", "");
        return outermost.replace('.', '/') + ".java";
    }
}
