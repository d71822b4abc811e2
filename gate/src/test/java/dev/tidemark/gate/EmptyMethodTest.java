package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmptyMethodTest {
    private static final String CLASSES = System.getProperty("java.class.path");

    /** Methods that a scenario might have. */
    @SuppressWarnings("unused")
    static final class Methods {
        private final Set<Integer> seen = new HashSet<>();

        void nothing() {}

        int aConstant() {
            return 7;
        }

        void aNumberInASet() {
            seen.add(1);
        }

        Set<Integer> aField() {
            return seen;
        }

        void overloaded() {
            aNumberInASet();
        }

        void overloaded(int n) {}
    }

    @Test
    void code_that_can_have_no_effect_is_told_from_code_that_can() throws Exception {
        assertThat(isEmpty("nothing")).isTrue();
        assertThat(isEmpty("aConstant")).isTrue();
        assertThat(isEmpty("aNumberInASet")).isFalse();
        assertThat(isEmpty("aField")).isFalse();
        assertThat(isEmpty("overloaded")).isFalse();
        assertThat(isEmpty("inherited")).isFalse();
        assertThat(EmptyMethod.isIn(CLASSES, "com.acme.Missing", "iteration")).isFalse();
    }

    private static boolean isEmpty(String method) throws Exception {
        return EmptyMethod.isIn(CLASSES, Methods.class.getName(), method);
    }
}
