package dev.tidemark.heap.read.v8;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    <div id="alice">|<div>
                    Detached <input type="text" value="secret">|Detached <input>
                    Window / https://shop.example/orders/4711?token=x|Window / https://shop.example
                    Document / https://user:secret@shop.example/a|Document / https://shop.example
                    https://shop.example/app.js?token=x#y|https://shop.example/app.js
                    system / Script / https://shop.example/app.js?v=1|system / Script / https://shop.example/app.js
                    file:///app/server.mjs|file:///app/server.mjs
                    data:text/javascript,const secret = 1|data:
                    3 / part of key (Visitor @5) -> value (alice@shop (x) @7) pair in WeakMap (table @9)|3 / part of key (@5) -> value (@7) pair in WeakMap (table @9)
                    <symbol node:contextify:context>|<symbol node:contextify:context>
                    /app/server.js|/app/server.js
                    system / Context|system / Context
                    """)
    void of_a_name_only_what_it_is_stays(String name, String shape) {
        assertThat(ShapeTexts.of(name)).isEqualTo(shape);
    }
}
