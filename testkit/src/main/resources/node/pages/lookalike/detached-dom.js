'use strict';

{
  const rows = Array.from({ length: 50 }, () => document.createElement('div'));

  /** Fifty elements that are shown by turns, so most are not in the page. */
  operations.push((number) => {
    const row = rows[number % rows.length];
    row.textContent = `row ${number}`;
    document.body.append(row);
    rows[(number + 5) % rows.length].remove();
  });
}
