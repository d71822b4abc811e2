package dev.tidemark.source.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In each script {@code ^} marks where V8 says that the function begins; it is taken out. */
class ScriptScopesTest {
    private static final String HERE = "^";

    private static ScriptScopes scopes(String marked) {
        return ScriptScopes.of(marked.replace(HERE, ""));
    }

    private static String name(String marked) {
        return scopes(marked)
                .functionName(marked.indexOf(HERE))
                .map(ScriptScopes.Name::text)
                .orElse("");
    }

    /** {@code [a, b] function [c]}: the contexts around, the innermost first. */
    private static String contexts(String marked) {
        return scopes(marked).contexts(marked.indexOf(HERE)).stream()
                .map(context ->
                        (context.ofFunction() ? "function " : "block ")
                                + context.variables().stream()
                                        .map(ScriptScopes.Name::text)
                                        .toList())
                .collect(Collectors.joining(", "));
    }

    /** The text from the declaration on. */
    private static String declared(String marked, String variable, String... together) {
        String text = marked.replace(HERE, "");
        List<String> names = together.length == 0 ? List.of(variable) : List.of(together);
        return scopes(marked)
                .declaration(marked.indexOf(HERE), names, variable)
                .map(found ->
                        (found.inFunction() ? "in function: " : "")
                                + text.substring(found.name().offset()))
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "function lookup^(a){}                      | lookup",
                "async function* pages ^(a){}               | pages",
                "const lookup = ^(a) => a                   | lookup",
                "const lookup = ^a => a                     | lookup",
                "const lookup = ^async (a) => a             | lookup",
                "let x = 1, lookup=function^(){}            | lookup",
                "exports.lookup = function^(){}             | lookup",
                "({ lookup: ^() => 1 })                     | lookup",
                "({ lookup^() {} })                         | lookup",
                "({ get lookup ^() {} })                    | lookup",
                "({ async *[k]^() {} })                     | §§",
                "class Session { constructor^(a) {} }       | Session",
                "var a = class { constructor^(b) {} }       | a",
                "^class Session { add() {} }                | Session",
                "class Session { static async add^(a) {} }  | add",
                "class Session { on = ^() => this }         | on",
                "class Session { static { } get a^() {} }   | a",
                "call(^() => 1)                             | §§",
                "x ? ^a => a : b                            | §§"
            })
    void a_function_is_named_by_what_is_written_before_it(String script, String name) {
        assertThat(name(script)).isEqualTo(name);
    }

    @Test
    void a_variable_is_declared_where_all_names_of_its_context_are() {
        String script =
                """
                const a = 1, b = 2;
                function outer(b) {
                  return () => b;
                }
                function use^() { return a + b; }
                """;

        assertThat(declared(script, "b", "a", "b")).startsWith("b = 2");
        assertThat(declared(script, "c")).isEqualTo("nothing");
    }

    @Test
    void a_variable_of_a_function_is_told_from_one_of_the_script() {
        String script = "function make(cache, limit) { return function^(k) { return cache; } }";

        assertThat(declared(script, "cache")).startsWith("in function: cache, limit)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let { a, c: v } = x; f(^() => v)",
                "const [, [v = 1], ...w] = x; f(^() => v)",
                "const { a: { b: [v] }, ...w } = x; f(^() => v + w)",
                "import d, { a as v } from 'm'; f(^() => v)",
                "import * as v from 'm'\nf(^() => v)",
                "f(^() => v); var v",
                "f(^() => v); { function inner() {} ; var v }",
                "f(^() => v)\nfunction v() {}",
                "var x = /[/'\"]/.test(y) ? `a${ {b: `}`} }` : 1, v = 2; f(^() => v)",
                "if (a) /'/.exec(b); let v = 1 / 2 / 3; f(^() => v)",
                "let x = y => y * 2\nlet v = 3\nf(^() => v)",
                "let x = a ? b : c, v; f(^() => v)",
                "let x = function () { return { a, b() {} } }, v; f(^() => v)",
                "try { x } catch { y } finally { } let v; f(^() => v)",
                "for (const a of b) for (let c in d) e(a, c); let v; f(^() => v)",
                "for (;;) { } while (x) { let q } let v; f(^() => v)",
                "label: for (;;) { break label } let v; f(^() => v)",
                "switch (x) { case { a: 1 }.a: { } default: y } let v; f(^() => v)",
                "a = b\n++c\nlet v\nf(^() => v)",
                "class A extends mixin({ a: 1 }) { #p = 1; x; [k] = 2; static { } } let v; f(^() => v)"
            })
    void declarations_are_found_in_whatever_surrounds_them(String script) {
        assertThat(declared(script, "v")).startsWith("v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "function f(a, b) { let c; return ^() => a + c }          | function [a, c]",
                "for (const p of list) keep.push(^() => p)               | block [p]",
                "for (const p of list) { const q = p; keep.push(^() => q) } let v | block [q]",
                "{ let a, b, c; f(^() => c + a) }                         | block [a, c]",
                "{ let a; { let b; f(^() => a + b) } }                    | block [b], block [a]",
                "{ let a; f(() => a); { let b; f(^() => 1) } }            | block [a]",
                "try { } catch (e) { f(^() => e) }                        | block [e]",
                "function f(x) { { let y; g(() => () => y); h(^() => x) } } | block [y], function [x]",
                "{ let a; g(^() => { let a; return a }) }                  | §§",
                "{ let a = b, c; g(^() => ({ a, c: 1 })) }                 | block [a]",
                "{ let a, c; g(^() => ({ a: 1, c() {} }).a) }              | §§",
                "{ let a; g(^() => x.a) }                                  | §§",
                "{ let a; eval(x); g(^() => 1) }                          | §§",
                "class A { #p; m() { return ^() => this.#p } }           | function [], block []"
            })
    void what_functions_inside_use_is_captured(String script, String contexts) {
        assertThat(contexts(script)).isEqualTo(contexts);
    }

    @Test
    void brackets_that_do_not_pair_leave_nothing_known() {
        assertThat(name("function lookup^(a) { ")).isEmpty();
        assertThat(name("function lookup^(a) { ] }")).isEmpty();
        assertThat(name("function lookup^(a) { `${ }")).isEmpty();
    }

    @Test
    void any_text_is_read_to_its_end() {
        String script =
                "const a = new Map(); class B extends C { #x = `${1}`; m(y = {}) { for (const z of"
                        + " /[a]/) a.set(y => z) } }\n";
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(script);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
                    default -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
                }
            }
            ScriptScopes scopes = ScriptScopes.of(text.toString());
            for (int offset = 0; offset < text.length(); offset++) {
                scopes.contexts(offset);
                scopes.functionName(offset);
            }
        }
    }

    @Test
    void deep_nesting_is_no_trouble() {
        String open = "(()=>{".repeat(20_000);
        String close = "})".repeat(20_000);

        assertThat(contexts("{let v;" + open + "f(^()=>v)" + close + "}")).isEqualTo("block [v]");
    }

    @Test
    void the_code_of_a_module_sees_the_variables_that_it_makes() {
        String module = "^const kept = []; export function iteration(n) { kept.push(n); }";

        assertThat(declared(module, "kept")).startsWith("kept = []");
        assertThat(declared(module, "n")).isEqualTo("nothing");
        assertThat(contexts(module)).isEqualTo("function [kept]");
    }
}
