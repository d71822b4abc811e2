// A catalog. Its cache fills up within seconds and then throws out the oldest page: no leak.
const { everyTick } = require('./traffic');

const MOST_PAGES = 300;
const pages = new Map();

function render(product) {
  return { product, title: `Product ${product}`, lines: Array.from({ length: 60 }, (_, i) => `line ${i} of ${product}`) };
}

function page(product) {
  let found = pages.get(product);
  if (!found) {
    found = render(product);
    if (pages.size >= MOST_PAGES) {
      pages.delete(pages.keys().next().value);
    }
    pages.set(product, found);
  }
  return found;
}

let product = 0;
everyTick(() => page(product++ % 5000));
