// Runs the tests: bundles them, because Node.js 20 does not run TypeScript, and hands them to node:test.
//
//   node src/test/run.mjs [--serve] [NAME...]      NAME: a part of the names of test files; --serve shows the page on made-up data
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const web = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const out = join(web, process.env.TIDEMARK_WEB_BUILD ?? "target", "tests");
const serve = process.argv.includes("--serve");
const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

function testFiles() {
    return ["unit", "page"]
        .flatMap((folder) => readdirSync(join(web, "src/test", folder)).map((file) => join(web, "src/test", folder, file)))
        .filter((file) => file.endsWith(".test.ts") && (names.length === 0 || names.some((name) => file.includes(name))));
}

await build({
    root: web,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
        ssr: true,
        outDir: out,
        emptyOutDir: true,
        target: "node20",
        rolldownOptions: { input: serve ? [join(web, "src/test/mock/serve.ts")] : testFiles() },
    },
});

const files = readdirSync(out).filter((file) => file.endsWith(serve ? "serve.js" : ".test.js")).map((file) => join(out, file));
const options = serve ? [] : ["--test", "--test-reporter=spec", "--test-concurrency=1"];
spawn(process.execPath, [...options, ...files], { stdio: "inherit", cwd: web }).on("exit", (code) => process.exit(code ?? 1));
