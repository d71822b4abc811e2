package dev.tidemark.cli;

import dev.tidemark.heap.graph.Referents;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of all commands that read heaps of JVMs: which weak references count. */
final class ReferentsOption {
    @Option(
            names = "--referents",
            paramLabel = "KIND",
            defaultValue = "none",
            converter = Converter.class,
            description =
                    "JVM: which referents of reference objects count as kept: none; soft; or strong, all "
                            + "of them, as Eclipse MAT counts (default: ${DEFAULT-VALUE}).")
    private Referents referents = Referents.NONE;

    Referents value() {
        return referents;
    }

    /** The names as a person types them. */
    static final class Converter implements ITypeConverter<Referents> {
        @Override
        public Referents convert(String text) {
            for (Referents one : Referents.values()) {
                if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return one;
                }
            }
            throw new TypeConversionException("expected none, soft or strong, found " + text);
        }
    }
}
