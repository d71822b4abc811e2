// Stands for the requests of a day: about a hundred a second, in small groups.
exports.everyTick = (operation) => {
  setInterval(() => {
    for (let i = 0; i < 5; i++) {
      operation();
    }
  }, 50);
};
