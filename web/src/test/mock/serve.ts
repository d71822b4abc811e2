import { MockServer } from "./server.ts";

/** `npm run mock`: the page on made-up data, to be looked at. */
const address = await new MockServer({ pages: process.argv[2] ?? "target/page", port: 4173 }).start();
console.log(address);
