package dev.tidemark.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Repeats the method of a test as often as the gate asks for. */
final class NoLeakExtension implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        // JUnit lets an invocation proceed once; from then on we call the method ourselves.
        invocation.proceed();
        Optional<NoLeak> wanted =
                AnnotationSupport.findAnnotation(method.getExecutable(), NoLeak.class);
        if (wanted.isPresent()) {
            method.getExecutable().setAccessible(true);
            String name = context.getRequiredTestClass().getName() + "." + context.getDisplayName();
            new Gate(name, wanted.get().budget(), wanted.get().undecided())
                    .check(() -> call(method));
        }
    }

    private static void call(ReflectiveInvocationContext<Method> method) throws Throwable {
        try {
            method.getExecutable()
                    .invoke(method.getTarget().orElse(null), method.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
