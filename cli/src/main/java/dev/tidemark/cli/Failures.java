package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.UnsafeSnapshotException;
import dev.tidemark.heap.memory.ScratchSpaceException;
import dev.tidemark.heap.read.SnapshotFormatException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on stderr and an exit code; never a stack trace. */
final class Failures
        implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    /** Set to 1, it shows where a failure came from: for us, not for users. */
    private static final String DEBUG = "TIDEMARK_DEBUG";

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        say(err, failure.getMessage());
        err.println("Usage: " + command.getHelp().synopsis(0).strip().indent(7).strip());
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        return failure instanceof ParameterException usage
                ? handleParseException(usage, new String[0])
                : handle(failure, command.getErr());
    }

    static int handle(Throwable failure, PrintWriter err) {
        if ("1".equals(System.getenv(DEBUG))) {
            failure.printStackTrace(err);
        }
        if (isInterruption(failure)) {
            say(err, "interrupted");
            return ExitCode.INTERRUPTED;
        }
        say(err, message(failure));
        return ExitCode.UNUSABLE;
    }

    /** After Ctrl-C whatever fails does so because of it: no other cause is worth telling. */
    private static boolean isInterruption(Throwable failure) {
        return Thread.currentThread().isInterrupted()
                || failure instanceof InterruptedException
                || failure instanceof ClosedByInterruptException
                || (failure instanceof InterruptedIOException
                        && !(failure instanceof SocketTimeoutException));
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case UnsafeSnapshotException unsafe -> unsafe.getMessage() + " (--force)";
            case CaptureException capture -> String.valueOf(capture.getMessage());
            case SnapshotFormatException format -> String.valueOf(format.getMessage());
            case ScratchSpaceException space -> String.valueOf(space.getMessage());
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException file -> file.getFile() + ": " + file.getReason();
            case IOException io -> String.valueOf(io.getMessage());
            case OutOfMemoryError _ ->
                    "not enough memory: give the JVM more with TIDEMARK_JAVA_OPTS=-Xmx4g";
            default -> "this is a mistake in Tidemark, please report it: " + failure;
        };
    }

    private static void say(PrintWriter err, @Nullable String message) {
        String line = String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
        err.println("tidemark: " + Plain.text(line));
    }
}
