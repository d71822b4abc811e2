'use strict';

class Visitor {
  constructor(number) {
    this.name = `visitor-${number}`;
    this.session = null;
  }
}

module.exports = { Visitor };
