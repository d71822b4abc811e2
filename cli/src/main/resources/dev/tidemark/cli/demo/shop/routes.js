'use strict';

const carts = require('./carts');
const catalog = require('./catalog');
const pricing = require('./pricing');
const sessions = require('./sessions');
const templates = require('./templates');

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json';

const table = [
  [/^\/$/, home],
  [/^\/product\/(\d+)$/, product],
  [/^\/search$/, search],
  [/^\/recommended$/, recommended],
  [/^\/logout$/, logout],
  [/^\/health$/, health],
];

async function dispatch(request, url) {
  for (const [pattern, handler] of table) {
    const match = pattern.exec(url.pathname);
    if (match) return handler({ request, url, params: match.slice(1) });
  }
  return notFound(url.pathname);
}

async function home({ request }) {
  const session = sessions.of(request);
  const featured = await catalog.featured();
  return html('home', session, { featured: featured.map((item) => item.name).join(', ') });
}

async function product({ request, params }) {
  const session = sessions.of(request);
  const item = await catalog.find(Number(params[0]));
  if (!item) return notFound(`product ${params[0]}`);

  session.visit(item);
  const quote = pricing.quote(item, session.currency);
  const cart = session.isNew ? carts.open(session) : null;
  return html('product', session, {
    name: item.name,
    description: item.description,
    price: quote.text,
    stock: item.stock,
    cart: cart ? cart.reference : session.cartReference,
  });
}

async function search({ request, url }) {
  const session = sessions.of(request);
  const words = (url.searchParams.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const hits = await catalog.search(words, 20);
  const results = hits.map((item) => ({ id: item.id, name: item.name, score: item.score }));
  return { status: 200, type: JSON_TYPE, headers: cookie(session), body: JSON.stringify(results) };
}

async function recommended({ request }) {
  const session = sessions.of(request);
  // Loads its model when it is first asked: most instances never are.
  const recommend = require('./recommend');
  const items = recommend.forVisitor(session);
  return { status: 200, type: JSON_TYPE, headers: cookie(session), body: JSON.stringify(items) };
}

async function logout({ request }) {
  sessions.close(request);
  return { status: 204, type: 'text/plain', headers: { 'set-cookie': 'sid=; Max-Age=0' }, body: '' };
}

async function health() {
  return { status: 200, type: JSON_TYPE, headers: {}, body: JSON.stringify({ ok: true, uptime: process.uptime() }) };
}

function html(name, session, values) {
  const render = templates.get(name, session.locale);
  return { status: 200, type: HTML, headers: cookie(session), body: render(values) };
}

function cookie(session) {
  return session.isNew ? { 'set-cookie': `sid=${session.id}; HttpOnly; Path=/` } : {};
}

function notFound(what) {
  return { status: 404, type: 'text/plain', headers: {}, body: `not found: ${what}\n` };
}

function failure(error) {
  console.error(error);
  return { status: 500, type: 'text/plain', headers: {}, body: 'internal error\n' };
}

module.exports = { dispatch, failure };
