/**
 * Does the work for each by itself and in turn: one that fails holds up no other. The first failure is thrown when all
 * have had their turn.
 */
export async function forEachApart<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
