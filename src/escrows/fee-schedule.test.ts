import assert from 'node:assert/strict';
import { setClock } from '../../test/clock.js';
import { aStaff } from '../../test/factories/staff.js';
import type { Staff } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { approve, type StaffRole } from '../staff/index.js';
import '../approvals.js';
import {
  cancelSchedule,
  createDraft,
  discardDraft,
  editDraft,
  requestSchedule,
  scheduleByVersion,
  scheduleFees,
  scheduleInForce,
  type FeeSchedule,
} from './index.js';
import { forgetFeeSchedules } from './fee-schedules.js';

const reason = 'Uji tarif';
const bands = [{ from: 5_000, to: 999_999, fee: { bps: 300 } }];

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'nothing was refused';
};

const by = <T>(staff: Staff, work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(staff, work);

describe('a fee schedule', () => {
  let finance: Staff;
  let owner: Staff;
  before(async () => {
    finance = await aStaff('finance');
    owner = await aStaff('owner');
  });
  beforeEach(() => setClock('2031-03-10T12:00:00+07:00'));
  afterEach(async () => {
    moveClock(0);
    // Other tests of this process quote by the first schedule.
    await query('DELETE FROM fee_schedules WHERE version > 1');
    await forgetFeeSchedules();
  });

  const aDraft = () => by(finance, (uow) => createDraft(uow, { name: 'Tarif lebaran', bands, reason }));
  const wish = ({ id, revision }: FeeSchedule, effectiveOn = '2031-03-11') => ({
    id,
    revision,
    effectiveOn,
    reason,
  });
  const ask = (draft: FeeSchedule, effectiveOn?: string) =>
    by(finance, (uow) => requestSchedule(uow, wish(draft, effectiveOn)));
  const agree = (approvalId: string) => by(owner, (uow) => approve(uow, { approvalId, reason }));

  it('S0.14 begins as a draft that prices nothing, and is written anew by whoever saw it last', async () => {
    const draft = await aDraft();
    assert.equal((await scheduleInForce(new Date('2031-03-11T00:00:00+07:00'))).version, 1);
    const wider = [{ from: 5_000, to: 1_999_999, fee: { flat: 4_000 } }];
    const edit = (revision: number) =>
      by(finance, (uow) =>
        editDraft(uow, { id: draft.id, revision, name: 'Tarif lebaran 2', bands: wider, reason }),
      );
    assert.equal((await edit(1)).revision, 2);
    assert.equal(await codeOf(edit(1)), 'fee_schedule_changed');
    const deeds = await query<{ action: string }>(
      'SELECT action FROM activity_logs WHERE subject_id = ? ORDER BY id',
      [draft.id],
    );
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['fee_schedule.drafted', 'fee_schedule.edited'],
    );
  });

  it('is refused while it has a hole, at the band where it shows', async () => {
    const torn = [...bands, { from: 1_000_001, to: 2_000_000, fee: { flat: 1 } }];
    const save = by(finance, (uow) => createDraft(uow, { name: 'Berlubang', bands: torn, reason }));
    await assert.rejects(save, (error: unknown) => {
      assert.ok(error instanceof DomainError);
      assert.equal(error.code, 'unsound_fee_schedule');
      assert.deepEqual(error.fields, [{ path: 'bands.1.from', code: 'band_hole' }]);
      return true;
    });
  });

  it('is dated by two people, never by one alone, however high', async () => {
    const draft = await aDraft();
    for (const one of [finance, owner])
      assert.equal(
        await codeOf(by(one, (uow) => scheduleFees(uow, wish(draft)))),
        'approval_required',
        one.role,
      );
    const { id } = await ask(draft);
    assert.equal(
      await codeOf(by(finance, (uow) => approve(uow, { approvalId: id, reason }))),
      'own_approval_request',
    );
    await agree(id);
    assert.equal((await scheduleByVersion(2)).bands.length, 1);
  });

  it('prices from the first moment of its day on; the version before stays for deals that have it', async () => {
    await agree((await ask(await aDraft())).id);
    const at = async (moment: string) => (await scheduleInForce(new Date(moment))).version;
    assert.equal(await at('2031-03-10T23:59:59.999+07:00'), 1);
    assert.equal(await at('2031-03-11T00:00:00+07:00'), 2);
    assert.deepEqual((await scheduleByVersion(2)).bands, bands);
    assert.equal((await scheduleByVersion(1)).bands.length, 9);
  });

  it('of two for one day the one that was agreed on later counts', async () => {
    for (const draft of [await aDraft(), await aDraft()]) await agree((await ask(draft)).id);
    assert.equal((await scheduleInForce(new Date('2031-03-11T00:00:00+07:00'))).version, 3);
  });

  it('gives two schedules that are agreed on at once two versions', async () => {
    const asked = [await ask(await aDraft()), await ask(await aDraft())];
    await Promise.all(asked.map(({ id }) => agree(id)));
    assert.ok(await scheduleByVersion(2));
    assert.ok(await scheduleByVersion(3));
  });

  it('never begins today, nor at a date that passed while the request waited', async () => {
    const draft = await aDraft();
    assert.equal(await codeOf(ask(draft, '2031-03-10')), 'fee_schedule_begins_too_soon');
    const { id } = await ask(draft);
    setClock('2031-03-11T00:00:00+07:00');
    assert.equal(await codeOf(agree(id)), 'fee_schedule_begins_too_soon');
  });

  it('is not dated when the draft has changed since it was asked for', async () => {
    const draft = await aDraft();
    const { id } = await ask(draft);
    await by(finance, (uow) =>
      editDraft(uow, { id: draft.id, revision: 1, name: 'Tarif lain', bands, reason }),
    );
    assert.equal(await codeOf(agree(id)), 'fee_schedule_changed');
  });

  it('can be called off before it begins, and not afterwards', async () => {
    const draft = await aDraft();
    await agree((await ask(draft)).id);
    setClock('2031-03-11T00:00:00+07:00');
    const callOff = () => by(finance, (uow) => cancelSchedule(uow, { id: draft.id, reason }));
    assert.equal(await codeOf(callOff()), 'fee_schedule_in_force');
    setClock('2031-03-10T23:59:00+07:00');
    assert.equal((await callOff()).status, 'CANCELLED');
    assert.equal((await scheduleInForce(new Date('2031-03-12T00:00:00+07:00'))).version, 1);
    assert.equal(await codeOf(callOff()), 'illegal_transition');
  });

  it('that is in use is neither edited nor discarded', async () => {
    const draft = await aDraft();
    await agree((await ask(draft)).id);
    const edit = by(finance, (uow) =>
      editDraft(uow, { id: draft.id, revision: 1, name: 'Lain', bands, reason }),
    );
    assert.equal(await codeOf(edit), 'fee_schedule_changed');
    const discard = by(finance, (uow) => discardDraft(uow, { id: draft.id, reason }));
    assert.equal(await codeOf(discard), 'illegal_transition');
  });

  it('is the business of those who set prices of deals', async () => {
    const draft = await aDraft();
    for (const role of ['support', 'catalogue', 'viewer'] satisfies StaffRole[]) {
      const other = await aStaff(role);
      const tries = [
        () => by(other, (uow) => createDraft(uow, { name: 'Tarif sendiri', bands, reason })),
        () => by(other, (uow) => editDraft(uow, { id: draft.id, revision: 1, name: 'Lain', bands, reason })),
        () => by(other, (uow) => discardDraft(uow, { id: draft.id, reason })),
        () => by(other, (uow) => requestSchedule(uow, wish(draft))),
        () => by(other, (uow) => scheduleFees(uow, wish(draft))),
        () => by(other, (uow) => cancelSchedule(uow, { id: draft.id, reason })),
      ];
      for (const attempt of tries) assert.equal(await codeOf(attempt()), 'forbidden', role);
    }
  });
});
