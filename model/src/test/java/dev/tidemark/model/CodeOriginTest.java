package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeOriginTest {
    private static String text(CodeOrigin origin) {
        if (origin instanceof CodeOrigin.Own) {
            return "own";
        }
        return origin instanceof CodeOrigin.BuiltIn ? "built in" : origin.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/app/src/cache.js                                            | own",
                "file:///app/src/cache.mjs                                    | own",
                "http://host/app.js                                           | own",
                "src/cache.ts                                                 | own",
                "node:internal/timers                                         | built in",
                "internal/timers                                              | built in",
                "evalmachine.<anonymous>                                      | built in",
                "/app/node_modules/mem/index.js                               | package mem, index.js",
                "/app/node_modules/@x/mem/dist/a.js                           | package @x/mem, dist/a.js",
                "node_modules/mem/index.js                                    | package mem, index.js",
                "/app/node_modules/a/node_modules/mem/lib/index.js            | package mem, lib/index.js",
                "/app/node_modules/.pnpm/mem@6.0.0/node_modules/mem/index.js  | package mem 6.0.0, index.js",
                "/a/node_modules/.pnpm/@x+mem@6.0.0_y@1.2.3/node_modules/@x/mem/index.js | package @x/mem 6.0.0, index.js",
                "/a/node_modules/.pnpm/@x+mem@6.0.0(@y+z@1.2.3)/node_modules/@x/mem/index.js | package @x/mem 6.0.0, index.js",
                "/a/.yarn/cache/mem-npm-6.0.0-rc.1-0f2b1c.zip/node_modules/mem/index.js | package mem 6.0.0-rc.1, index.js",
                "/a/.yarn/unplugged/@x-mem-npm-6.0.0-0f2b1c/node_modules/@x/mem/index.js | package @x/mem 6.0.0, index.js"
            })
    void a_script_belongs_to_the_package_that_its_path_tells(String script, String origin) {
        assertThat(text(CodeOrigin.ofScript(script))).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "com.acme.shop.Cart             | -                                      | com.acme.Main | own",
                "com.acmetools.Cart             | -                                      | com.acme.Main | package com.acmetools",
                "com.google.common.cache.Cache  | -                                      | com.acme.Main | package com.google.common.cache",
                "com.google.common.cache.Cache  | file:/app/lib/guava-31.1-jre.jar       | com.acme.Main | package guava 31.1-jre",
                "io.netty.buffer.PoolArena      | /m2/io/netty/netty-buffer-4.1.100.Final.jar | com.acme.Main | package netty-buffer 4.1.100.Final",
                "org.h2.Driver                  | jar:file:/app.jar!/BOOT-INF/lib/h2-2.2.jar!/ | com.acme.Main | package h2 2.2",
                "com.acme.shop.Cart             | jar:file:/app.jar!/BOOT-INF/classes!/  | com.acme.Main | own",
                "com.acme.shop.Cart             | file:/app/acme-shop-1.0.jar            | com.acme.Main | own",
                "com.acme.shop.Cart             | file:/app/target/classes/              | ''            | own",
                "Main                           | -                                      | Main          | own",
                "java.util.HashMap              | -                                      | com.acme.Main | built in",
                "jdk.internal.ref.Cleaner       | jrt:/java.base                         | com.acme.Main | built in",
                "com.sun.proxy.$Proxy1          | -                                      | com.acme.Main | built in",
                "byte[]                         | -                                      | com.acme.Main | built in"
            })
    void a_class_belongs_to_what_it_was_loaded_from_or_to_its_package(
            String className, String codeSource, String mainClass, String origin) {
        assertThat(text(CodeOrigin.ofClass(className, codeSource, mainClass))).isEqualTo(origin);
    }
}
