import { defineConfig } from "vite";

/** No file is inlined: the servers' content security policy forbids it. */
export default defineConfig({
    publicDir: "src/main/public",
    build: {
        target: "es2022",
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        cssTarget: ["chrome123", "firefox125", "safari17.5"],
        reportCompressedSize: false,
    },
});
