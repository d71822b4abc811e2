import { defineConfig } from "vite";

/** Relative addresses: the page is served from a jar, at whatever path. No inlined files: the CSP forbids them. */
export default defineConfig({
    base: "./",
    publicDir: "src/main/public",
    build: {
        target: "es2022",
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
});
