'use strict';

const run = require('../../harness.js');
const { track } = require('./tracking.js');

run(async ({ number }) => {
  const shipment = track(`S${1000 + number}`);
  try {
    while (shipment.status !== 'delivered') await shipment.refresh();
    return { reference: shipment.reference, status: shipment.status };
  } finally {
    shipment.stop();
  }
});
