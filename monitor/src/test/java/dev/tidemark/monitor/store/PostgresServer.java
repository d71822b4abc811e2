package dev.tidemark.monitor.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of our own, from the programs of this machine. */
final class PostgresServer implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 120;

    private final Path programs;
    private final Path folder;
    private final int port;
    private int databases;
    private boolean up;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one. Without PostgreSQL the test is skipped; where CI says so, it fails. */
    static PostgresServer start() throws IOException {
        Optional<Path> programs = programs();
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(programs.isPresent(), "there is no PostgreSQL on this machine");
        }
        Path folder = Files.createTempDirectory("tidemark-postgres");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody"));
        }
        PostgresServer server = new PostgresServer(programs.orElseThrow(), folder, freePort());
        server.run(
                "initdb",
                "-U",
                "tidemark",
                "--auth=trust",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C");
        server.up();
        return server;
    }

    /** Starts it, the first time or again. */
    void up() throws IOException {
        if (up) {
            return;
        }
        String options = "-F -h 127.0.0.1 -p %d -k %s".formatted(port, folder);
        run("pg_ctl", "-w", "-l", folder.resolve("log").toString(), "-o", options, "start");
        up = true;
    }

    /** Ends it at once, as a crash does. */
    void down() throws IOException {
        up = false;
        run("pg_ctl", "-w", "-m", "immediate", "stop");
    }

    /** A database that nobody has used. */
    String newDatabase() throws SQLException {
        String name = "monitor" + ++databases;
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/postgres?user=tidemark"
                                        .formatted(port));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return "postgresql://tidemark@127.0.0.1:%d/%s".formatted(port, name);
    }

    @Override
    public void close() throws IOException {
        if (up) {
            down();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) { // as whom it refuses to run
            command.addAll(
                    List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of("-D", folder.resolve("data").toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("tidemark-postgres", ".out");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = ends(process);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(output));
        }
        Files.delete(output);
    }

    private static boolean ends(Process process) throws IOException {
        try {
            return process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Debian keeps them off the PATH, by version. */
    private static Optional<Path> programs() throws IOException {
        List<Path> candidates = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(candidates::add);
            }
        }
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            candidates.add(Path.of(folder));
        }
        return candidates.stream()
                .filter(each -> Files.isExecutable(each.resolve("initdb")))
                .filter(each -> Files.isExecutable(each.resolve("pg_ctl")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
