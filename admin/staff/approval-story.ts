import { z } from 'zod';
import { system } from '../../src/platform/actor.js';
import { database, query } from '../../src/platform/database.js';
import { rehearse } from '../../src/platform/unit-of-work.js';
import { previewJournals, type PlannedJournal } from '../../src/ledger/index.js';
import { Approval, approvalKind, foreseeDeed, type Observation } from '../../src/staff/index.js';
import { adjustments } from '../../src/wallets/index.js';
import type { Row } from '../shared/present.js';
import { refusalOf } from '../shared/refusal.js';

/** Stands for the person who has not decided yet: a rehearsal is nobody's word. */
const rehearsal = system('preview');

interface Plan {
  journals: PlannedJournal[];
  /** Why the deed would be refused as things stand. */
  refusal: { message: string; options: Record<string, unknown> } | null;
}

/** Which entries a yes would write now; the deed is performed as it is, and undone. */
async function planOf(id: string): Promise<Plan> {
  try {
    const journals = await previewJournals(rehearsal, async (uow) => {
      const approval = await uow.lock(Approval, { id });
      const kind = approvalKind(approval.kind);
      await kind.perform(uow, kind.schema.parse(approval.payload), approval);
      await foreseeDeed(uow, id);
    });
    return { journals, refusal: null };
  } catch (error) {
    const { message, options } = refusalOf(error);
    return { journals: [], refusal: { message, options } };
  }
}

/** The figures that the maker saw, as they are now; null where nothing was noted or the record is gone. */
async function figuresNow(id: string): Promise<Observation | null> {
  try {
    return await rehearse(rehearsal, async (uow) => {
      const approval = await uow.lock(Approval, { id });
      const kind = approvalKind(approval.kind);
      return (await kind.observe?.(uow, kind.schema.parse(approval.payload))) ?? null;
    });
  } catch {
    return null;
  }
}

interface Figure {
  name: string;
  then: string | number | null;
  now: string | number | null;
  moved: boolean;
}

function compare(then: Observation | null, now: Observation | null): Figure[] {
  return Object.entries(then ?? {}).map(([name, value]) => {
    const current = now?.[name] ?? null;
    return { name, then: value, now: current, moved: now !== null && current !== value };
  });
}

/** What an adjustment does to a balance: by how much it goes up or down, and where it is to stand if it is set. */
interface BalanceDeed {
  how: 'add' | 'subtract' | 'set_up' | 'set_down';
  amount: number;
  target: number;
}

const Adjustment = z.object({ how: z.enum(adjustments), amount: z.number() });

function balanceDeed(row: Row, payload: unknown, observed: Observation | null): BalanceDeed | null {
  if (row['kind'] !== 'wallet.adjust') return null;
  const { how, amount: target } = Adjustment.parse(payload);
  const isUp = target > Number(observed?.['balance_amount'] ?? 0);
  return { how: how === 'set' ? (isUp ? 'set_up' : 'set_down') : how, amount: Number(row['amount']), target };
}

async function payloadOf(id: string): Promise<unknown> {
  return (await database().getRepository(Approval).findOneBy({ id }))?.payload;
}

interface People {
  maker: string;
  decider: string | null;
  beneficiary: string | null;
}

async function peopleOf(id: string): Promise<People | undefined> {
  const [people] = await query<People>(
    `SELECT m.name AS maker, d.name AS decider, u.name AS beneficiary FROM approvals a
     JOIN staff_accounts m ON m.id = a.maker_id LEFT JOIN staff_accounts d ON d.id = a.decided_by
     LEFT JOIN users u ON u.id = a.beneficiary_id WHERE a.id = ?`,
    [id],
  );
  return people;
}

/** What the person who decides has to know: who asks, what would be booked, and what has moved since. */
export async function approvalStory(row: Row): Promise<Record<string, unknown>> {
  const id = String(row['id']);
  const waits = row['status'] === 'PENDING';
  const then = JSON.parse(String(row['observed'] ?? null)) as Observation | null;
  const [people, payload, plan, now] = await Promise.all([
    peopleOf(id),
    payloadOf(id),
    waits ? planOf(id) : null,
    waits ? figuresNow(id) : null,
  ]);
  return { people, balance: balanceDeed(row, payload, then), plan, figures: compare(then, now) };
}
