'use strict';

{
  const shops = Array.from({ length: 20 }, (_, number) => ({ number }));

  /** Always the same objects, which something else holds anyway. */
  operations.push((number) => console.log(shops[number % shops.length]));
}
