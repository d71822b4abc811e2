package dev.tidemark.source.js;

import dev.tidemark.source.js.Frame.Kind;
import java.util.Set;

/** The names of members: of classes, of objects, and of patterns that take objects apart. */
final class MemberNames {
    private static final Set<String> MODIFIERS =
            Set.of("static", "async", "get", "set", "accessor");

    private final Tokens tokens;
    private final Frames frames;
    private final FunctionHeads functions;
    private final NameUses uses;

    MemberNames(Tokens tokens, Frames frames, FunctionHeads functions, NameUses uses) {
        this.tokens = tokens;
        this.frames = frames;
        this.functions = functions;
        this.uses = uses;
    }

    /** A string, a number or a private name: the name of a member, or a value. */
    int literal(int token) {
        Frame top = frames.top();
        boolean isPrivate = tokens.kind(token) == Tokens.PRIVATE_NAME;
        if (top.kind == Kind.CLASS_BODY) {
            if (isPrivate) {
                top.scope.declare(tokens.text(token), tokens.start(token));
            }
            return member(token);
        }
        if (top.kind == Kind.OBJECT && top.expectsMember) {
            return member(token);
        }
        if (isPrivate) {
            top.scope.use(tokens.text(token));
        }
        return token + 1;
    }

    /** A name in the body of a class. */
    int inClass(int token) {
        boolean modifier = MODIFIERS.contains(tokens.text(token)) && isFollowedByName(token);
        return modifier ? token + 1 : member(token);
    }

    /** A name in an object where that of a member is expected. */
    int inObject(int token) {
        if (MODIFIERS.contains(tokens.text(token)) && isFollowedByName(token)) {
            return token + 1;
        }
        switch (tokens.kind(token + 1)) {
            case '(' -> {
                return member(token);
            }
            case ':' -> {
                // The colon ends the name.
            }
            default -> uses.use(token);
        }
        return token + 1;
    }

    /** The same in a pattern: unless a colon follows, it is what is declared. */
    int inPattern(int token) {
        if (tokens.kind(token + 1) != ':') {
            Frame top = frames.top();
            top.expectsMember = false;
            top.declares().declare(tokens.text(token), tokens.start(token));
        }
        return token + 1;
    }

    /** The name of a member of a class or an object: if a bracket follows, of a method. */
    private int member(int token) {
        if (tokens.kind(token + 1) != '(') {
            return token + 1;
        }
        functions.method(token + 1, token);
        return token + 2;
    }

    private boolean isFollowedByName(int token) {
        return switch (tokens.kind(token + 1)) {
            case Tokens.NAME, Tokens.STRING, Tokens.NUMBER, Tokens.PRIVATE_NAME, '[', '*', '{' ->
                    true;
            default -> false;
        };
    }
}
