package dev.tidemark.cli.hunt;

import dev.tidemark.cli.terminal.Progress;
import java.util.List;

/**
 * What the target does while it is watched. Implementations count, so that growth can be told for
 * one operation.
 */
public interface Exercise {
    /** One operation in a word, such as {@code request}. */
    String unit();

    /** Operations so far; stays 0 when they are not counted. */
    long operations();

    /** How much of the target's time watching it may take. */
    Pace pace();

    /** A short piece of work, the same amount each time, while the target warms up. */
    void warmUp(Progress progress) throws ExerciseException, InterruptedException;

    /** The work between two snapshots, the same amount each time. */
    void step(Progress progress) throws ExerciseException, InterruptedException;

    /** What a reader must know: how many operations failed, and why. */
    List<String> warnings();
}
