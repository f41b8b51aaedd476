import type { Store } from '../../test/faults/harness.js';

/** No scheduler runs beside a measurement, so nothing is sealed. */
const needsScheduler = /seal/;

/** Has the books audited after a measurement. @throws when a rupiah is missing: a rate of wrong books is worth nothing. */
export async function assertSound(store: Store): Promise<void> {
  const findings = (await store.auditFindings()).filter(({ name }) => !needsScheduler.test(name));
  if (findings.length > 0) throw new Error(`The books differ: ${JSON.stringify(findings, null, 1)}`);
  console.log('The books are sound after all that was written.');
}
