/** Stands for the upload: forty lines of a stock list. */
export function parse(number) {
  return Array.from({ length: 40 }, (_, line) => ({
    line,
    article: `A-${number}-${line}`,
    quantity: (number + line) % 9,
  }));
}
