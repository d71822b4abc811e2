// Printing shows what is folded away; everything else works without a script.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});
