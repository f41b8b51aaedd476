import { newId } from '../../platform/ids.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { Definition } from '../definition.js';
import { DiscountWave, type WaveKind } from '../discount-run.entity.js';
import { sharesOf } from './grantees.js';

/** Grants that came at once, by a daily run or by a gift. */
export interface Granted {
  /** As the grants keep it. */
  runId: string;
  ruleId: string;
  version: number;
  definition: Definition;
  /** What was granted before was told and paid before. */
  since: Date;
}

const kindsOf = (definition: Definition): WaveKind[] => [
  ...(definition.message ? (['message'] as const) : []),
  ...(sharesOf(definition).some(({ kind }) => kind === 'wallet_credit') ? (['credit'] as const) : []),
];

/** Has those who were granted something told and paid, so many a minute. */
export function startWaves(uow: UnitOfWork, { runId, ruleId, version, definition, since }: Granted): void {
  for (const kind of kindsOf(definition))
    uow.add(DiscountWave, {
      id: newId(),
      runId,
      ruleId,
      version,
      kind,
      status: 'RUNNING',
      sinceAt: since,
      cursorPersonId: '',
      cursorPeriodKey: '',
      doneCount: 0,
      leftOutCount: 0,
    });
}
