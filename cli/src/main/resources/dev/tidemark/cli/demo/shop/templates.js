'use strict';

const LIMIT = 64;

const sources = {
  home: '<h1>Harbour Supplies</h1><p>{featured}</p>',
  product: '<h1>{name}</h1><p>{description}</p><p>{price}, {stock} left</p><footer>{cart}</footer>',
};

const compiled = new Map();

/** The compiled template for that page and locale. */
function get(name, locale) {
  const key = `${name}.${locale}`;
  let render = compiled.get(key);
  if (!render) {
    if (compiled.size >= LIMIT) compiled.clear();
    render = compile(sources[name], locale);
    compiled.set(key, render);
  }
  return render;
}

function compile(source, locale) {
  const parts = source.split(/\{(\w+)\}/);
  return function render(values) {
    let out = `<!doctype html><html lang="${locale}"><body>`;
    for (let i = 0; i < parts.length; i++) {
      out += i % 2 === 0 ? parts[i] : escape(values[parts[i]]);
    }
    return `${out}</body></html>`;
  };
}

function escape(value) {
  return String(value ?? '').replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

module.exports = { get };
