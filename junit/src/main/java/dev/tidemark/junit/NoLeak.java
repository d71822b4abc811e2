package dev.tidemark.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test method is done again and again until it is certain whether it leaks; it fails with what
 * holds the memory if it does. What goes before and after each test is done once.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NoLeakExtension.class)
public @interface NoLeak {
    /** CPU seconds that it may take, such as {@code 60s} or {@code 3m}. */
    String budget() default "60s";

    /** What counts when the budget ends before it is certain. */
    Undecided undecided() default Undecided.FAILS;

    /** What an answer that is none is taken for. */
    enum Undecided {
        FAILS,
        PASSES
    }
}
