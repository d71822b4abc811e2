'use strict';

// Stands for the product database: rows are made up from their id, connections are pooled.

const POOL_SIZE = 8;
const LAST_PRODUCT = 250_000;

const KINDS = ['Rope', 'Lantern', 'Anchor', 'Compass', 'Buoy', 'Winch', 'Fender', 'Sextant'];
const MATERIALS = ['brass', 'steel', 'hemp', 'nylon', 'teak', 'bronze'];
const CATEGORIES = ['deck', 'safety', 'navigation', 'mooring', 'lighting'];

class Connection {
  constructor(number) {
    this.number = number;
    this.readBuffer = Buffer.alloc(16 * 1024);
    this.statements = new Map();
  }

  async run(sql, id) {
    if (!this.statements.has(sql)) this.statements.set(sql, { sql, preparedAt: Date.now() });
    await new Promise((resolve) => setImmediate(resolve));
    return row(id);
  }
}

const idle = [];
const waiting = [];
let opened = 0;

async function query(sql, id) {
  const connection = await acquire();
  try {
    return await connection.run(sql, id);
  } finally {
    release(connection);
  }
}

function acquire() {
  if (idle.length > 0) return Promise.resolve(idle.pop());
  if (opened < POOL_SIZE) return Promise.resolve(new Connection(++opened));
  return new Promise((resolve) => waiting.push(resolve));
}

function release(connection) {
  const next = waiting.shift();
  if (next) next(connection);
  else idle.push(connection);
}

function row(id) {
  if (id < 1 || id > LAST_PRODUCT) return null;
  const kind = KINDS[id % KINDS.length];
  const material = MATERIALS[id % MATERIALS.length];
  return {
    id,
    name: `${kind} ${id}`,
    category: CATEGORIES[id % CATEGORIES.length],
    description: `A ${material} ${kind.toLowerCase()} for everyday use on board, model ${id}.`,
    pence: 500 + ((id * 7919) % 20_000),
    stock: (id * 31) % 97,
  };
}

module.exports = { query };
