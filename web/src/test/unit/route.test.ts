import assert from "node:assert/strict";
import { test } from "node:test";
import { filterOf, queryOf } from "../../main/fleet/filter.ts";
import { changed, href, parseRoute } from "../../main/route.ts";

test("an address is read as it was written, whatever is in a name", () => {
    const name = "a/b c?d#e%";
    const route = parseRoute(href(["service", name], { q: name, empty: "" }));
    assert.deepEqual(route.path, ["service", name]);
    assert.deepEqual([...route.query], [["q", name]]);
});

test("a broken address is read as far as it goes", () => {
    assert.deepEqual(parseRoute("#/service/%E0%A4%A").path, ["service", "%E0%A4%A"]);
    assert.deepEqual(parseRoute("").path, []);
});

test("a change leaves the rest of the query alone", () => {
    const route = parseRoute("#/process/17?from=1&to=2&hide=rss");
    assert.equal(changed(route, { from: null, to: null, last: 3600 }), "#/process/17?hide=rss&last=3600");
});

test("the unknown build is asked for by its empty name", () => {
    const filter = filterOf(parseRoute("#/?service=checkout&build=&verdict=leaking,undecided"));
    assert.equal(queryOf(filter), "verdict=leaking%2Cundecided&service=checkout&build=&sort=worst");
});
