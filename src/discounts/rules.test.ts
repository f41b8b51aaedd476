import assert from 'node:assert/strict';
import { setClock } from '../../test/clock.js';
import { aDefinition, aPriceRule } from '../../test/factories/discounts.js';
import { aStaff } from '../../test/factories/staff.js';
import { anAttempt, drainJobs } from '../../test/jobs.js';
import type { Staff } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { approve, type StaffRole } from '../staff/index.js';
import {
  approveVersion,
  callOff,
  compareVersions,
  discard,
  DiscountVersion,
  end,
  findVersion,
  goLive,
  listRules,
  logsOfVersion,
  pause,
  resume,
  revert,
  saveDraft,
  sendForApproval,
  versionsOfRule,
  versionStates,
  type Definition,
} from './index.js';
import { beginDueVersions } from './discount-rule.jobs.js';

const reason = 'Program ulang tahun';

const by = <T>(staff: Staff, work: (uow: UnitOfWork) => Promise<T>) => inTransaction(staff, work);

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

const fieldsOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: unknown) => (error as DomainError).fields?.map(({ path, code }) => `${path} ${code}`) ?? [],
  );

describe('S1.2 a discount rule', () => {
  let maker: Staff;
  let second: Staff;

  before(async () => {
    [maker, second] = [await aStaff('catalogue'), await aStaff('admin')];
  });
  beforeEach(() => setClock('2031-03-10T12:00:00+07:00'));
  afterEach(() => moveClock(0));

  const draft = (definition: Definition = aDefinition(), name = `Aturan ${newId()}`) =>
    by(maker, (uow) => saveDraft(uow, { name, definition, reason }));

  const simulated = async (definition?: Definition) => {
    const version = await draft(definition);
    return by(maker, (uow) => uow.move(versionStates, DiscountVersion, version, 'simulate'));
  };

  const small = aDefinition({ limits: { per: 'year', budget_amount: 200_000 } });

  const approved = async (definition = small) => {
    const { id, revision } = await simulated(definition);
    return by(maker, (uow) => approveVersion(uow, { versionId: id, revision, reason }));
  };

  const live = async (definition?: Definition) => {
    const { id } = await approved(definition);
    return by(maker, (uow) => goLive(uow, { versionId: id, reason }));
  };

  const statusOf = async (id: string) => (await findVersion(id)).version.status;

  it('begins as a draft that changes nothing, and fills in what was left out', async () => {
    const { id } = await by(maker, (uow) =>
      saveDraft(uow, {
        name: `Aturan ${newId()}`,
        definition: {
          who: { all: [] },
          when: 'daily',
          effect: { code: 'voucher', args: { kind: 'FIXED', amount: 5_000 } },
          limits: { per: 'year' },
        },
        reason,
      }),
    );
    const { version } = await findVersion(id);
    assert.deepEqual([version.status, version.version, version.definition.valid_days], ['DRAFT', 1, 30]);
    assert.equal(version.definition.effect?.args['minimum_spend_amount'], 0);
  });

  it('is refused with every place that is wrong', async () => {
    const effect = { code: 'price', args: { kind: 'PERCENT', percent_bps: 20_000 } };
    const wrong = aDefinition({
      who: {
        all: [
          { code: 'birthday_within', args: { days_before: -1, days_after: 0 } },
          { code: 'moon', args: {} },
        ],
      },
      effect,
      limits: { per: 'sale' },
    });
    assert.deepEqual(await fieldsOf(draft(wrong)), [
      'who.all.0.args.days_before too_small',
      'who.all.1.code unknown_condition',
      'effect.code effect_not_then',
      'limits.per period_not_then',
    ]);
    const both = { ...aDefinition(), tiers: { measure: 'order_count' as const, steps: [] } };
    assert.deepEqual(await fieldsOf(draft(both)), ['tiers.steps too_small']);
    const steps = [5, 5].map((threshold) => ({
      threshold,
      effect: { code: 'wallet_credit', args: { amount: 1_000 } },
    }));
    const flat = aDefinition({ effect: undefined, tiers: { measure: 'order_count', steps } });
    assert.deepEqual(await fieldsOf(draft(flat)), ['tiers.steps.1 tiers_do_not_rise']);
    const uncapped = aDefinition({
      effect: { code: 'voucher', args: { kind: 'PERCENT', percent_bps: 500 } },
    });
    assert.deepEqual(await fieldsOf(draft(uncapped)), ['effect.args.cap_amount invalid_type']);
  });

  it('holds people out only where the daily task notes whom', async () => {
    const atSales = { ...aPriceRule(), hold_out_bps: 1_000 };
    assert.deepEqual(await fieldsOf(draft(atSales)), ['hold_out_bps hold_out_not_then']);
    await draft(aDefinition({ hold_out_bps: 1_000 }));
  });

  it('has a name of its own', async () => {
    const name = `Aturan ${newId()}`;
    await draft(aDefinition(), name);
    assert.equal(await codeOf(draft(aDefinition(), name)), 'discount_name_taken');
  });

  it('is written anew only by who saw its newest draft', async () => {
    const { id } = await draft();
    const edit = () =>
      by(maker, (uow) => saveDraft(uow, { versionId: id, revision: 1, definition: small, reason }));
    await edit();
    assert.equal(await codeOf(edit()), 'discount_draft_changed');
    assert.deepEqual(
      [(await findVersion(id)).version.revision, (await findVersion(id)).version.budgetAmount],
      [2, 200_000],
    );
  });

  it('is a draft again when it is edited after its simulation', async () => {
    const { id } = await approved();
    await by(maker, (uow) => saveDraft(uow, { versionId: id, revision: 1, definition: small, reason }));
    assert.equal(await statusOf(id), 'DRAFT');
    assert.equal(
      await codeOf(by(maker, (uow) => goLive(uow, { versionId: id, reason }))),
      'illegal_transition',
    );
  });

  it('is not approved before somebody saw what it would have done', async () => {
    const { id, revision } = await draft(small);
    const tried = by(maker, (uow) => approveVersion(uow, { versionId: id, revision, reason }));
    assert.equal(await codeOf(tried), 'illegal_transition');
  });

  it('that may cost more than the limit, or has no budget, needs a second person', async () => {
    for (const definition of [
      aDefinition(),
      aDefinition({ limits: { per: 'year', budget_amount: 1_000_001 } }),
    ]) {
      const { id, revision } = await simulated(definition);
      const input = { versionId: id, revision, reason };
      assert.equal(await codeOf(by(maker, (uow) => approveVersion(uow, input))), 'approval_required');
      const asked = await by(maker, (uow) => sendForApproval(uow, input));
      const own = by(maker, (uow) => approve(uow, { approvalId: asked.id, reason }));
      assert.ok(['forbidden', 'own_approval_request'].includes(await codeOf(own)));
      await by(second, (uow) => approve(uow, { approvalId: asked.id, reason }));
      assert.equal(await statusOf(id), 'APPROVED');
    }
  });

  it('approved for what it said is not approved for what it says now', async () => {
    const { id, revision } = await simulated(aDefinition());
    const asked = await by(maker, (uow) => sendForApproval(uow, { versionId: id, revision, reason }));
    await by(maker, (uow) => saveDraft(uow, { versionId: id, revision, definition: aDefinition(), reason }));
    assert.equal(
      await codeOf(by(second, (uow) => approve(uow, { approvalId: asked.id, reason }))),
      'discount_draft_changed',
    );
  });

  it('runs in one version at a time: the next ends the one before it', async () => {
    const first = await live();
    const next = await by(maker, (uow) =>
      saveDraft(uow, { ruleId: first.ruleId, definition: small, reason }),
    );
    assert.deepEqual([next.version, await statusOf(first.id)], [2, 'LIVE']);
    await by(maker, (uow) => uow.move(versionStates, DiscountVersion, next, 'simulate'));
    await by(maker, (uow) => approveVersion(uow, { versionId: next.id, revision: 1, reason }));
    await by(maker, (uow) => goLive(uow, { versionId: next.id, reason }));
    assert.deepEqual([await statusOf(first.id), await statusOf(next.id)], ['ENDED', 'LIVE']);
    const line = (await listRules()).find(({ id }) => id === first.ruleId);
    assert.deepEqual([line?.inForceVersion, line?.newestVersion, line?.inForceStatus], [2, 2, 'LIVE']);
  });

  it('keeps one version in force whatever is written', async () => {
    const { id, ruleId } = await live();
    const other = await approved();
    const forged = query(`UPDATE discount_versions SET status = 'LIVE', in_force_of = ? WHERE id = ?`, [
      ruleId,
      other.id,
    ]);
    await assert.rejects(forged, /Duplicate/);
    await assert.rejects(query('UPDATE discount_versions SET in_force_of = NULL WHERE id = ?', [id]));
  });

  it('goes live at its moment, and not before, even after a standstill', async () => {
    const { id } = await approved();
    const at = new Date('2031-03-12T00:00:00+07:00');
    await by(maker, (uow) => goLive(uow, { versionId: id, reason, at }));
    const look = async (moment: string) => {
      setClock(moment);
      await by(maker, (uow) => Promise.resolve(uow.enqueue(beginDueVersions, {})));
      await drainJobs();
      return statusOf(id);
    };
    assert.equal(await look('2031-03-11T23:57:00+07:00'), 'APPROVED');
    assert.equal(await look('2031-03-15T08:00:00+07:00'), 'LIVE');
  });

  it('goes live within a year, and its moment can be taken back', async () => {
    const { id } = await approved();
    const at = new Date('2033-01-01T00:00:00+07:00');
    assert.equal(
      await codeOf(by(maker, (uow) => goLive(uow, { versionId: id, reason, at }))),
      'discount_goes_live_too_late',
    );
    await by(maker, (uow) =>
      goLive(uow, { versionId: id, reason, at: new Date('2031-06-01T00:00:00+07:00') }),
    );
    await by(maker, (uow) => callOff(uow, { versionId: id, reason }));
    const { version } = await findVersion(id);
    assert.deepEqual([version.status, version.liveFrom], ['APPROVED', null]);
  });

  it('does not go live when its moment is taken back while the start is on its way', async () => {
    const { id } = await approved();
    await by(maker, (uow) =>
      goLive(uow, { versionId: id, reason, at: new Date('2031-03-11T00:00:00+07:00') }),
    );
    setClock('2031-03-11T00:00:30+07:00');
    const late = anAttempt({
      inTransaction: async (actor, work) => {
        await by(maker, (uow) => callOff(uow, { versionId: id, reason }));
        return inTransaction(actor, work);
      },
    });
    await beginDueVersions.handle({}, late);
    assert.equal(await statusOf(id), 'APPROVED');
  });

  it('is paused, goes on and ends, with every step written down', async () => {
    const { id } = await live();
    for (const change of [pause, resume, pause, end])
      await by(maker, (uow) => change(uow, { versionId: id, reason }));
    assert.equal(
      await codeOf(by(maker, (uow) => resume(uow, { versionId: id, reason }))),
      'illegal_transition',
    );
    assert.deepEqual(
      (await logsOfVersion(id)).map(({ event }) => event),
      ['draft', 'simulate', 'approve', 'go_live', 'pause', 'resume', 'pause', 'end'],
    );
    const deeds = await query<{ action: string }>(
      `SELECT action FROM activity_logs WHERE subject_id = ? AND action LIKE 'discount_version.%' ORDER BY id`,
      [id],
    );
    assert.deepEqual(
      deeds.map(({ action }) => action.split('.')[1]),
      [...['drafted', 'approve', 'go_live', 'pause', 'resume', 'pause', 'end']],
    );
  });

  it('goes back to what any version said, as a new draft', async () => {
    const first = await live();
    await by(maker, (uow) => end(uow, { versionId: first.id, reason }));
    const again = await by(maker, (uow) => revert(uow, { versionId: first.id, reason }));
    assert.deepEqual([again.version, again.copiedFrom, again.status], [2, 1, 'DRAFT']);
    assert.deepEqual(again.definition, first.definition);
    assert.equal((await versionsOfRule(first.ruleId)).length, 2);
  });

  it('grants at one occasion in all of its versions, but for what was put away as a draft', async () => {
    const first = await draft();
    const atSales = aPriceRule();
    const { ruleId } = first;
    const next = (definition: Definition) =>
      by(maker, (uow) => saveDraft(uow, { ruleId, definition, reason }));
    assert.deepEqual(await fieldsOf(next(atSales)), ['when occasion_of_other_versions']);
    const second = await next(small);
    const rewrite = () =>
      by(maker, (uow) => saveDraft(uow, { versionId: second.id, revision: 1, definition: atSales, reason }));
    assert.deepEqual(await fieldsOf(rewrite()), ['when occasion_of_other_versions']);
    await by(maker, (uow) => discard(uow, { versionId: first.id, reason }));
    assert.equal((await rewrite()).occasion, 'sale');
  });

  it('shows two versions side by side', async () => {
    const first = await draft();
    const other = aDefinition({
      hold_out_bps: 500,
      who: { all: [{ code: 'lifetime_spend', args: { amount: 1 } }] },
    });
    const next = await by(maker, (uow) =>
      saveDraft(uow, { ruleId: first.ruleId, definition: other, reason }),
    );
    const { differences } = await compareVersions(first.id, next.id);
    assert.deepEqual(differences, [
      { path: 'who.all', before: '[]', after: undefined },
      { path: 'hold_out_bps', before: 0, after: 500 },
      { path: 'who.all.0.code', before: undefined, after: 'lifetime_spend' },
      { path: 'who.all.0.args.amount', before: undefined, after: 1 },
    ]);
  });

  it('gives two versions that are drafted at once two numbers', async () => {
    const { ruleId } = await draft();
    const made = await Promise.all(
      [1, 2, 3].map(() => by(maker, (uow) => saveDraft(uow, { ruleId, definition: small, reason }))),
    );
    assert.deepEqual(made.map(({ version }) => version).sort(), [2, 3, 4]);
  });

  it('is the business of those who write discounts', async () => {
    const version = await approved();
    const input = { versionId: version.id, reason };
    for (const role of ['support', 'finance', 'viewer'] satisfies StaffRole[]) {
      const other = await aStaff(role);
      const tries = [
        () => by(other, (uow) => saveDraft(uow, { name: 'Aturan sendiri', definition: small, reason })),
        () => by(other, (uow) => approveVersion(uow, { ...input, revision: 1 })),
        () => by(other, (uow) => sendForApproval(uow, { ...input, revision: 1 })),
        ...[goLive, callOff, pause, resume, end, discard, revert].map(
          (change) => () => by(other, (uow) => change(uow, input)),
        ),
      ];
      for (const attempt of tries) assert.equal(await codeOf(attempt()), 'forbidden');
    }
    assert.equal(await statusOf(version.id), 'APPROVED');
  });
});
