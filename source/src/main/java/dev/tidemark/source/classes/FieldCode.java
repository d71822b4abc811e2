package dev.tidemark.source.classes;

import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver.FieldUse;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the methods of a class do with one of its fields, by their code and its line table. */
final class FieldCode {
    private static final Pattern ADDS =
            Pattern.compile(
                    "(?:add|put|offer|push|append|insert|merge|compute|register|enqueue|execute|submit|schedule|subscribe)"
                            + "(?:[A-Z_].*)?");

    /** The body of a lambda: {@code lambda$handle$0}. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private final ClassModel type;
    private final String field;
    private final String file;
    private final Map<String, AllocationSite> adders = new LinkedHashMap<>();
    private int initialised;
    private int assigned;

    FieldCode(ClassModel type, String field) {
        this.type = type;
        this.field = field;
        String name = type.thisClass().asInternalName();
        file =
                type.findAttribute(Attributes.sourceFile())
                        .map(attribute -> attribute.sourceFile().stringValue())
                        .map(simple -> name.substring(0, name.lastIndexOf('/') + 1) + simple)
                        .orElse("");
    }

    /** Empty where the class does not tell its file: then lines say nothing. */
    Optional<FieldUse> use() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        for (MethodModel method : type.methods()) {
            method.code().ifPresent(code -> read(method.methodName().stringValue(), code));
        }
        int line = initialised > 0 ? initialised : assigned;
        return Optional.of(
                new FieldUse(new SourceLocation(file, line, 0), List.copyOf(adders.values())));
    }

    private void read(String method, CodeModel code) {
        OperandStack stack = new OperandStack();
        int line = 0;
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof Instruction instruction) {
                if (instruction instanceof InvokeInstruction call && stack.isCallOnMarked(call)) {
                    called(method, call.name().stringValue(), line);
                }
                stack.run(instruction);
                if (instruction instanceof FieldInstruction access && isOfField(access)) {
                    accessed(method, access, line, stack);
                }
            }
        }
    }

    private boolean isOfField(FieldInstruction access) {
        return access.name().equalsString(field)
                && access.owner().asInternalName().equals(type.thisClass().asInternalName());
    }

    private void accessed(String method, FieldInstruction access, int line, OperandStack stack) {
        if (access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.GETSTATIC) {
            stack.markTop();
        } else if (method.startsWith("<")) {
            initialised = initialised > 0 ? initialised : line;
        } else {
            assigned = assigned > 0 ? assigned : line;
        }
    }

    private void called(String method, String onField, int line) {
        if (ADDS.matcher(onField).matches()) {
            Matcher lambda = LAMBDA.matcher(method);
            String name = spoken(lambda.matches() ? lambda.group(1) : method);
            adders.putIfAbsent(name, new AllocationSite(name, new SourceLocation(file, line, 0)));
        }
    }

    private String spoken(String method) {
        String whole = type.thisClass().asInternalName();
        String simple = whole.substring(whole.lastIndexOf('/') + 1).replace('$', '.');
        return switch (method) {
            case "<init>", "new" -> "new " + simple;
            case "<clinit>", "static" -> "static block of " + simple;
            default -> simple + "." + method;
        };
    }
}
