package dev.tidemark.cli;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.JmxLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who we are to a JMX server that asks. */
final class JmxOptions {
    /** Holds the password; an option would show it to everybody who lists processes. */
    private static final String PASSWORD = "TIDEMARK_JMX_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Log in to the JMX server of a service:jmx: URL.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its first line is the password (default: $TIDEMARK_JMX_PASSWORD).")
    private @Nullable Path passwordFile;

    AttachOptions attach() throws IOException {
        return AttachOptions.defaults().with(login());
    }

    private @Nullable JmxLogin login() throws IOException {
        if (user == null) {
            if (passwordFile != null) {
                throw usage("--password-file: expected --user too, found none");
            }
            return null;
        }
        String password = passwordFile == null ? System.getenv(PASSWORD) : firstLine(passwordFile);
        if (password == null) {
            throw usage(
                    "--user: expected --password-file or $%s too, found neither"
                            .formatted(PASSWORD));
        }
        return new JmxLogin(user, password);
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
