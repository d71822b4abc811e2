'use strict';

class Upload {
  constructor(number) {
    this.number = number;
    this.parts = Array.from({ length: 20 }, (_, part) => ({ part }));
  }

  abort() {
    this.parts.length = 0;
  }
}

const onExit = [];

module.exports = function handle({ number }) {
  const upload = new Upload(number);
  onExit.push(upload.abort.bind(upload));
};
