package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.management.ObjectName;

/** The diagnostic commands as operations of an MBean: {@code GC.run} is {@code gcRun}. */
record MBeanCommands(JmxConnection jmx) implements JvmCommands {
    private static final ObjectName DIAGNOSTIC =
            Names.of("com.sun.management:type=DiagnosticCommand");
    private static final Set<String> WITHOUT_ARGUMENTS = Set.of("GC.run");

    @Override
    public String run(String command, Duration patience) throws CaptureException {
        String[] words = command.split(" ", 2);
        String[] arguments = words.length == 1 ? new String[0] : words[1].split(" ", -1);
        boolean bare = WITHOUT_ARGUMENTS.contains(words[0]);
        return String.valueOf(
                jmx.invoke(
                        DIAGNOSTIC,
                        operation(words[0]),
                        bare ? List.of() : List.of((Object) arguments),
                        bare ? List.of() : List.of(String[].class.getName()),
                        patience));
    }

    static String operation(String command) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        int firstPart = command.indexOf('.');
        for (int i = 0; i < command.length(); i++) {
            char letter = command.charAt(i);
            if (letter == '.' || letter == '_') {
                upper = true;
            } else {
                String one = String.valueOf(letter);
                name.append(
                        i < firstPart
                                ? one.toLowerCase(Locale.ROOT)
                                : upper ? one.toUpperCase(Locale.ROOT) : one);
                upper = false;
            }
        }
        return name.toString();
    }
}
