import { raiseAlertNow } from '../../platform/alerts.js';
import { Circuit } from '../../platform/circuit.js';
import { logger } from '../../platform/logger.js';
import type { SupplierAnswer } from './supplier.js';

/** How long the supplier is left alone. */
export const restMs = 10_000;

/** What a piece of work heard; null when there was nothing to ask. */
type Heard = { answer: SupplierAnswer } | null;

const wentUnanswered = (heard: Heard): boolean =>
  heard !== null && heard.answer.news === 'unknown' && heard.answer.rc === null;

function tellStaff(supplier: string): void {
  raiseAlertNow({ kind: 'supplier_unreachable', subject: supplier, severity: 'critical' }).catch(
    (error: unknown) => logger.error({ err: error, supplier }, 'the alert was not stored'),
  );
}

/** Opens on silence alone: whatever the supplier says is a sign of life. Staff are told. */
export const circuitOf = (supplier: string): Circuit<Heard> =>
  new Circuit<Heard>({
    isFailure: wentUnanswered,
    restMs,
    mostAtOnce: 16,
    onOpen: () => tellStaff(supplier),
  });

let current = circuitOf('digiflazz');

export const digiflazzCircuit = (): Circuit<Heard> => current;

/** For tests, which must not inherit an open circuit. */
export const forgetCircuit = (): void => {
  current = circuitOf('digiflazz');
};
