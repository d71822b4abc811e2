export async function profileOf(number) {
  return {
    name: `Visitor ${number}`,
    interests: Array.from({ length: 10 }, (_, i) => `topic-${(number * (i + 1)) % 97}`),
    loadedAt: new Date(),
  };
}
