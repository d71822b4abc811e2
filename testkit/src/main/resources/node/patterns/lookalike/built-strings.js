'use strict';

let page = '';

/** Grows to a page, and starts again. */
module.exports = function handle({ number }) {
  page += `operation ${number} was handled without any trouble at all, as was to be expected\n`;
  if (page.length > 4000) page = '';
};
