package dev.tidemark.cli;

import dev.tidemark.heap.Redaction;
import dev.tidemark.report.RedactionReport;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes snapshots without what the program held. */
@Command(
        name = "redact",
        header = "Writes a snapshot without its secrets, to be sent to somebody.",
        description = {
            "Texts and numbers go; objects, types, sizes, counts and references stay, and so do the",
            "names in the code and the places of its files. What is equal stays equal, in all files",
            "of one command: snapshots that are to be compared are redacted together."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark redact app.heapsnapshot app-redacted.heapsnapshot.gz",
            "  tidemark redact 1.hprof 2.hprof 3.hprof redacted/"
        })
final class RedactCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();

    @Parameters(
            paramLabel = "IN... OUT",
            arity = "2..*",
            description = {
                "A .heapsnapshot or .hprof, also packed as .gz or .zst; and the file to write,",
                "which is packed if its name ends so, or a folder."
            })
    private List<Path> files;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        List<Path> in = files.subList(0, files.size() - 1);
        List<Path> out = outputs(in, files.getLast());
        for (int i = 0; i < in.size(); i++) {
            check(in.get(i), out.get(i));
        }
        Redaction redaction = new Redaction();
        List<RedactionReport.File> done = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            done.add(
                    new RedactionReport.File(
                            in.get(i).toString(),
                            out.get(i).toString(),
                            redaction.write(in.get(i), out.get(i))));
        }
        RedactionReport report = new RedactionReport(done);
        output.print(text -> text.redact(report), json -> json.redact(report));
        return ExitCode.OK;
    }

    private List<Path> outputs(List<Path> in, Path out) {
        if (Files.isDirectory(out)) {
            List<Path> named = in.stream().map(file -> out.resolve(file.getFileName())).toList();
            if (named.stream().distinct().count() < named.size()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "expected files of different names for one folder, found two of one name");
            }
            return named;
        }
        if (in.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected a folder behind several files, found " + out + ": make it first");
        }
        return List.of(out);
    }

    private void check(Path in, Path out) throws IOException {
        WholeFile.checkFolder(out);
        if (!Files.exists(in)) {
            throw new NoSuchFileException(in.toString());
        }
        if (Files.exists(out) && (!force || !Files.isRegularFile(out))) {
            throw new FileSystemException(
                    out.toString(),
                    null,
                    Files.isRegularFile(out)
                            ? "is there already. Choose another name, or replace it with --force."
                            : "expected the name of a file, found something else.");
        }
    }
}
