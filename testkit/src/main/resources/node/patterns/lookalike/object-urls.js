'use strict';

const { Blob } = require('node:buffer');

const TEMPLATES = 40;
const urls = new Map();

/** One URL for each template, and the old one goes when there is a new one. */
module.exports = function handle({ number }) {
  const template = number % TEMPLATES;
  URL.revokeObjectURL(urls.get(template) ?? 'blob:none');
  urls.set(template, URL.createObjectURL(new Blob([`template ${template} ${number}\n`.repeat(20)])));
};
