package dev.tidemark.source.classes;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Where on the operand stack the values lie that were marked, so that it is known on which a method
 * is called. Followed only as long as code runs straight on: behind a jump nothing is marked.
 */
final class OperandStack {
    private final Set<Integer> marked = new HashSet<>();
    private int depth;

    /** The value that was pushed last. */
    void markTop() {
        marked.add(depth);
    }

    /** Whether the call's receiver is a marked value. */
    boolean isCallOnMarked(InvokeInstruction call) {
        return call.opcode() != Opcode.INVOKESTATIC
                && marked.contains(depth - slots(call.typeSymbol()));
    }

    /** What the instruction does to the stack. */
    void run(Instruction instruction) {
        switch (instruction) {
            case LoadInstruction load -> change(0, size(load.typeKind()));
            case StoreInstruction store -> change(size(store.typeKind()), 0);
            case ConstantInstruction constant -> change(0, size(constant.typeKind()));
            case NewObjectInstruction _ -> change(0, 1);
            case FieldInstruction field -> run(field);
            case InvokeInstruction call ->
                    call(call.typeSymbol(), call.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
            case InvokeDynamicInstruction call -> call(call.typeSymbol(), 0);
            case ArrayLoadInstruction load -> change(2, size(load.typeKind()));
            case ArrayStoreInstruction store -> change(2 + size(store.typeKind()), 0);
            case ConvertInstruction convert ->
                    change(size(convert.fromType()), size(convert.toType()));
            case OperatorInstruction operator -> run(operator);
            case BranchInstruction branch -> run(branch);
            case MonitorInstruction _ -> change(1, 0);
            case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> change(1, 1);
            case NewMultiArrayInstruction array -> change(array.dimensions(), 1);
            case StackInstruction stack -> run(stack);
            case TypeCheckInstruction check -> {
                if (check.opcode() == Opcode.INSTANCEOF) {
                    change(1, 1);
                }
            }
            case IncrementInstruction _, NopInstruction _ -> {}
            // What comes next is reached from elsewhere; the last no compiler makes any more.
            case ReturnInstruction _,
                    ThrowInstruction _,
                    TableSwitchInstruction _,
                    LookupSwitchInstruction _,
                    DiscontinuedInstruction _ ->
                    marked.clear();
        }
    }

    private void change(int popped, int pushed) {
        depth -= popped;
        marked.removeIf(slot -> slot > depth);
        depth += pushed;
    }

    private void call(MethodTypeDesc type, int receiver) {
        change(slots(type) + receiver, size(type.returnType()));
    }

    private void run(FieldInstruction field) {
        int size = size(field.typeSymbol());
        switch (field.opcode()) {
            case GETSTATIC -> change(0, size);
            case GETFIELD -> change(1, size);
            case PUTSTATIC -> change(size, 0);
            default -> change(size + 1, 0);
        }
    }

    private void run(StackInstruction stack) {
        switch (stack.opcode()) {
            case POP -> change(1, 0);
            case POP2 -> change(2, 0);
            case DUP -> change(0, 1);
            case DUP2 -> change(0, 2);
            default -> {
                // They move what lies below: where it is then is not worth knowing.
                marked.clear();
                change(0, stack.opcode() == Opcode.SWAP ? 0 : 1);
            }
        }
    }

    private void run(BranchInstruction branch) {
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> marked.clear();
            case IF_ACMPEQ,
                    IF_ACMPNE,
                    IF_ICMPEQ,
                    IF_ICMPNE,
                    IF_ICMPLT,
                    IF_ICMPGE,
                    IF_ICMPGT,
                    IF_ICMPLE ->
                    change(2, 0);
            default -> change(1, 0);
        }
    }

    private void run(OperatorInstruction operator) {
        int size = size(operator.typeKind());
        switch (operator.opcode()) {
            case ARRAYLENGTH -> change(1, 1);
            case INEG, LNEG, FNEG, DNEG -> {}
            case ISHL, ISHR, IUSHR, LSHL, LSHR, LUSHR -> change(1, 0);
            case LCMP, DCMPL, DCMPG -> change(4, 1);
            case FCMPL, FCMPG -> change(2, 1);
            default -> change(2 * size, size);
        }
    }

    private static int slots(MethodTypeDesc type) {
        return type.parameterList().stream().mapToInt(OperandStack::size).sum();
    }

    private static int size(ClassDesc type) {
        return size(TypeKind.from(type));
    }

    private static int size(TypeKind kind) {
        return kind.slotSize();
    }
}
