package dev.tidemark.gate;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells of a method whether it has no code that could have an effect. By its code, since time
 * cannot tell: what returns a result that it remembers takes as long as what does nothing.
 */
final class EmptyMethod {
    private EmptyMethod() {}

    /**
     * Whether a class has such a method, without parameters.
     *
     * @param classPath where the class is; what is not found, or cannot be read, is not empty
     */
    static boolean isIn(String classPath, String className, String method) throws IOException {
        String resource = className.replace('.', '/') + ".class";
        try (URLClassLoader loader = new URLClassLoader(urls(classPath), null);
                InputStream found = loader.getResourceAsStream(resource)) {
            return found != null && isIn(found.readAllBytes(), method);
        }
    }

    private static URL[] urls(String classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static boolean isIn(byte[] classFile, String name) {
        try {
            return ClassFile.of().parse(classFile).methods().stream()
                    .filter(method -> method.methodName().equalsString(name))
                    .filter(method -> method.methodTypeSymbol().parameterCount() == 0)
                    .map(MethodModel::code)
                    .flatMap(Optional::stream)
                    .anyMatch(EmptyMethod::doesNothing);
        } catch (IllegalArgumentException e) {
            // Newer than we know, or broken: the JVM that is to run it says so.
            return false;
        }
    }

    private static boolean doesNothing(CodeModel code) {
        return code.elementStream()
                .filter(Instruction.class::isInstance)
                .allMatch(instruction ->
                        instruction instanceof ReturnInstruction
                                || instruction instanceof ConstantInstruction);
    }
}
