'use strict';

function shippingCost(country, weightClass) {
  const zones = Array.from({ length: 12 }, (_, zone) => ({
    zone: `${country}-${zone}`,
    cost: (weightClass + 1) * (zone + 2) * 0.35,
  }));
  return { country, weightClass, zones };
}

module.exports = { shippingCost };
