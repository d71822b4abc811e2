'use strict';

let protocol = '';

module.exports = function handle({ number }) {
  protocol += `operation ${number} was handled without any trouble at all, as was to be expected\n`;
};
