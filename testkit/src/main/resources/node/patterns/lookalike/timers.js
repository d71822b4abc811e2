'use strict';

const parcels = Array.from({ length: 50 }, (_, number) => ({ number, seen: 0 }));

for (const parcel of parcels) setInterval(() => parcel.seen++, 3_600_000);

/** A deadline for each operation, which goes with it. */
module.exports = async function handle() {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, 60_000)));
  await Promise.race([late, Promise.resolve()]);
  clearTimeout(timer);
};
