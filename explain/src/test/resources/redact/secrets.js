'use strict';
// Puts a secret into every place of a heap that one can be in, and writes a snapshot: argument 1, with numbers if there is a 2.
const v8 = require('node:v8');
const make = (kind) => ['zq', kind, 'hush', 4711].join('-');   // no literal of it in the source
const keep = {};
function live() { return keep.sessions[make('dictkey')]; }
keep.sessions = {};
keep.sessions[make('dictkey')] = { balance: 271828.18281 };
keep.one = { [make('computedkey')]: {} };
keep.map = new Map([[make('mapkey'), make('mapvalue')]]);
keep.set = new Set([make('setvalue')]);
keep.symbol = Symbol(make('symbol'));
keep.registered = Symbol.for(make('symbolfor'));
keep.bySymbol = { [Symbol(make('symbolkey'))]: {} };
keep.regexp = new RegExp('zq-regexp-hush-[0-9]+');
keep.big = BigInt('31415926535897932384');
keep.array = Array.from({ length: 50 }, (_, i) => make('element') + i);
keep.json = JSON.parse('[{"email":"zq-jsonvalue-hush-4711","zq-jsonkey-hush-4711":2}]');
keep.error = new Error(make('errormessage'));
keep.error.stack;
keep.cat = make('catleft') + make('catright') + Math.random();
keep.sliced = (make('slicedparent') + 'x'.repeat(100)).slice(3, 90);
keep.buffer = Buffer.from(make('buffer'));
keep.number = 987654321.123;
keep.double = [1234567.891];
keep.weak = new WeakMap();
keep.weakKey = { [Symbol.toStringTag]: make('weakkeytag') };
keep.weak.set(keep.weakKey, make('weakvalue'));
keep.tagged = { get [Symbol.toStringTag]() { return 'x'; } };
keep.template = `${make('template')} and ${make('template2')}`;
keep.users = {}; for (const id of [4242424242, 3999888777, 1234512]) keep.users[id] = { x: {} };
keep.ids = [];
keep.ids[31337042] = { y: {} };
keep.fn = new Function('return "zq-evalsource-hush-4711"');
keep.fn();
keep.url = new URL('https://user:zq-urlpass-hush@host.example/zq-urlpath-hush?token=zq-urltoken-hush');
keep.date = new Date(1600000000123);
const closureSecret = make('closure'); keep.closure = () => closureSecret;
keep.bound = ((a) => a).bind(null, make('bound'));
class K { #p = make('private'); static s = make('static'); name = make('field'); } keep.k = new K(); keep.K = K;
keep.emitter = new (require('node:events'))();
keep.emitter.on(make('event'), () => {});
process.env.ZQ_ENV = make('env');
keep.headers = new Headers({ authorization: make('header') });
keep.params = new URLSearchParams({ [make('param')]: make('paramvalue') });
/* zq-comment-hush-4711 */
global.keep = keep;
live();
v8.writeHeapSnapshot(process.argv[2], process.argv[3] ? { exposeNumericValues: true, exposeInternals: true } : {});
