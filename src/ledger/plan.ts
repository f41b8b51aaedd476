import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { AccountType } from './chart.js';
import type { JournalDraft } from './journal.js';

/** A journal that a use case would write, as people are shown it. */
export interface PlannedJournal {
  kind: string;
  reference: string;
  description: string;
  /** Rupiah; debit above zero, credit below. */
  entries: { code: string; type: AccountType; amount: number }[];
}

const plans = new WeakMap<UnitOfWork, PlannedJournal[]>();

/** Begins to collect what is posted in a unit of work. */
export function watch(uow: UnitOfWork): PlannedJournal[] {
  const planned: PlannedJournal[] = [];
  plans.set(uow, planned);
  return planned;
}

/** Notes a posted draft if anybody watches. */
export function plan(uow: UnitOfWork, { kind, reference, description = '', entries }: JournalDraft): void {
  plans.get(uow)?.push({
    kind,
    reference,
    description,
    entries: entries.map(({ account: { code, type }, amount }) => ({ code, type, amount })),
  });
}
