package dev.tidemark.gate.runner;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Does the operations of a scenario when it is told to on standard input, and answers on standard
 * output. Runs in the JVM that is examined: Java 11, no other class, and nothing held for an
 * operation.
 */
public final class ScenarioRunner {
    /** Before each answer, to tell it from what the scenario prints itself. */
    private static final String MARK = "tidemark-gate: ";

    private static final int LONGEST = 1000;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Class<?> type;
    private final Method iteration;
    private final @Nullable Object scenario;
    private volatile boolean ending;

    private ScenarioRunner(String name) throws ReflectiveOperationException {
        type = Class.forName(name, true, ClassLoader.getSystemClassLoader());
        Method found = method("iteration");
        if (found == null) {
            throw new NoSuchMethodException("it has to have a method iteration() without parameters");
        }
        iteration = found;
        scenario = Modifier.isStatic(iteration.getModifiers()) ? null : instance();
    }

    private Object instance() throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** A method without parameters, of the class or one above it; null if there is none. */
    private @Nullable Method method(String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        return null;
    }

    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        try {
            ScenarioRunner runner = new ScenarioRunner(name);
            Runtime.getRuntime().addShutdownHook(new Thread(runner::tellOfTheEnd));
            runner.call("setup");
            runner.answer("ready");
            runner.obey();
        } catch (ReflectiveOperationException | LinkageError e) {
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                    FileInputStream in = new FileInputStream(FileDescriptor.in)) {
                answer(out, "failed " + told(e, name));
                // Stays until it was heard: from a JVM that has ended nobody learns why.
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void obey() throws IOException {
        try (BufferedReader commands =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                try {
                    obey(line);
                } catch (ReflectiveOperationException e) {
                    answer("failed " + told(e, type.getName()));
                }
            }
        }
        ending = true;
        Runtime.getRuntime().exit(0);
    }

    private void obey(String line) throws IOException, ReflectiveOperationException {
        if (line.startsWith("run ")) {
            long count = Long.parseLong(line.substring("run ".length()));
            for (long i = 0; i < count; i++) {
                iteration.invoke(scenario);
            }
            answer("done " + count);
        } else {
            call("teardown");
            ending = true;
            answer("ended");
            Runtime.getRuntime().exit(0);
        }
    }

    private void call(String name) throws ReflectiveOperationException {
        Method method = method(name);
        if (method != null) {
            method.invoke(Modifier.isStatic(method.getModifiers()) ? null : scenario);
        }
    }

    private void tellOfTheEnd() {
        if (!ending) {
            try {
                answer("failed it ended its process");
            } catch (IOException e) {
                // Nobody listens any more.
                return;
            }
        }
    }

    private void answer(String words) throws IOException {
        answer(out, words);
    }

    private static void answer(FileOutputStream out, String words) throws IOException {
        String line = words.replaceAll("\\s+", " ");
        String shown = line.substring(0, Math.min(line.length(), LONGEST));
        out.write((MARK + shown + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What went wrong, and the scenario's own line. */
    private static String told(Throwable thrown, String scenario) {
        boolean wrapped =
                thrown instanceof InvocationTargetException
                        || thrown instanceof ExceptionInInitializerError;
        Throwable cause = wrapped && thrown.getCause() != null ? thrown.getCause() : thrown;
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith(scenario)) {
                return cause + " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return cause.toString();
    }
}
