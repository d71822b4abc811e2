export async function iteration(n) {
  const timer = setTimeout(() => {}, 500);
  setTimeout(() => clearTimeout(timer), 100);
  if (n % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}
