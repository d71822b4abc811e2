package dev.tidemark.source.js;

import org.jspecify.annotations.Nullable;

/** Something that has begun and not ended at the place that the scanner is at. */
final class Frame {
    /** What began. */
    enum Kind {
        /** Statements: the script, a block, the body of a function. */
        STATEMENTS,
        CLASS_HEAD,
        CLASS_BODY,
        OBJECT,
        /** Any value in brackets. */
        VALUE,
        PARAMETERS,
        OBJECT_PATTERN,
        ARRAY_PATTERN,
        FOR_HEAD,
        /** A statement behind {@code for (...)} without braces around it. */
        FOR_BODY,
        CATCH_HEAD,
        /** The value that an arrow function without braces gives. */
        ARROW_BODY,
        /** The first value of a field of a class. */
        FIELD
    }

    final Kind kind;
    final Scope scope;

    /** Whether the scope ends with the frame. */
    final boolean ownsScope;

    /** Where the names that are declared now belong, or null when none are. */
    @Nullable Scope declaring;

    /** Whether a name or a pattern that comes next is declared. */
    boolean expectsBinding;

    /** Whether the name of a member comes next. */
    boolean expectsMember;

    /** The first token of a {@link Kind#FOR_BODY}, which may stand in a line of its own. */
    int first = -1;

    /** Question marks that still wait for their colon. */
    int questions;

    Frame(Kind kind, Scope scope, boolean ownsScope) {
        this.kind = kind;
        this.scope = scope;
        this.ownsScope = ownsScope;
        expectsMember = kind == Kind.OBJECT || kind == Kind.OBJECT_PATTERN;
        expectsBinding =
                kind == Kind.PARAMETERS || kind == Kind.ARRAY_PATTERN || kind == Kind.CATCH_HEAD;
    }

    /** Where the names of a pattern that begins here belong. */
    Scope declares() {
        return declaring == null ? scope : declaring;
    }

    void endStatement() {
        declaring = null;
        expectsBinding = false;
        questions = 0;
    }
}
