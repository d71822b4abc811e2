package dev.tidemark.cli;

import dev.tidemark.model.Bytes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 536870912}, {@code 512M}, {@code 1.5GiB}; units are binary. */
final class MemorySize implements ITypeConverter<Bytes> {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{1,3})?)\\s*([KMGT]?)(?:I?B)?");

    @Override
    public Bytes convert(String text) {
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new TypeConversionException(
                    "'" + text + "': expected a size such as 512M, 1.5GiB or 536870912");
        }
        int power = size.group(2).isEmpty() ? 0 : 1 + "KMGT".indexOf(size.group(2));
        return Bytes.of(Double.parseDouble(size.group(1)) * Math.pow(1024, power));
    }
}
