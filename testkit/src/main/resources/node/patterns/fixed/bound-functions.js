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

const onExit = new Set();

module.exports = function handle({ number }) {
  const upload = new Upload(number);
  const abort = upload.abort.bind(upload);
  onExit.add(abort);
  upload.parts.reverse();
  onExit.delete(abort);
};
