package dev.tidemark.capture.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who listens on which TCP port: the kernel's socket tables name sockets by inode, and a process'
 * open files name the same inodes.
 */
public final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final String ESTABLISHED = "01";

    private final ProcFs proc;

    public ListeningSockets(ProcFs proc) {
        this.proc = proc;
    }

    /** The ports on which the process listens; empty when it is not ours. */
    public Set<Integer> portsOf(long pid) {
        Map<String, Integer> portByInode = portByInode(pid);
        Set<Integer> ports = new TreeSet<>();
        for (String inode : socketsOf(pid)) {
            Integer port = portByInode.get(inode);
            if (port != null) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** Whether anybody listens on the port in the network of process {@code neighbour}. */
    public boolean taken(int port, long neighbour) {
        return portByInode(neighbour).containsValue(port);
    }

    /**
     * Whoever listens on the port in the network of process {@code neighbour}; empty when nobody
     * does, or nobody whose files we may see.
     */
    public Optional<Long> ownerOf(int port, long neighbour) {
        Set<String> inodes = new HashSet<>();
        portByInode(neighbour)
                .forEach((inode, listening) -> {
                    if (listening == port) {
                        inodes.add(inode);
                    }
                });
        return inodes.isEmpty()
                ? Optional.empty()
                : proc.pids().stream()
                        .filter(pid -> socketsOf(pid).stream().anyMatch(inodes::contains))
                        .findFirst();
    }

    /** Whether anybody is connected to that port, in the network of process {@code neighbour}. */
    public boolean connected(int port, long neighbour) {
        return portByInode(neighbour, ESTABLISHED).containsValue(port);
    }

    private Map<String, Integer> portByInode(long pid) {
        return portByInode(pid, LISTEN);
    }

    /** Local ports of the sockets in that state. */
    private Map<String, Integer> portByInode(long pid, String state) {
        Map<String, Integer> ports = new HashMap<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            ProcFs.lines(proc.of(pid).resolve(table)).orElse(List.of()).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 9 && fields[3].equals(state))
                    .forEach(fields -> ports.put(fields[9], portOf(fields[1])));
        }
        return ports;
    }

    private static int portOf(String hexAddress) {
        return Integer.parseInt(hexAddress.substring(hexAddress.lastIndexOf(':') + 1), 16);
    }

    private Set<String> socketsOf(long pid) {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(proc.of(pid).resolve("fd"))) {
            for (Path file : open) {
                ProcFs.link(file)
                        .filter(name -> name.startsWith("socket:["))
                        .map(name -> name.substring("socket:[".length(), name.length() - 1))
                        .ifPresent(inodes::add);
            }
        } catch (IOException e) {
            // Ended, or not ours: it has no sockets that we can see.
            return Set.of();
        }
        return inodes;
    }
}
