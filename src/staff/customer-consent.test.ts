import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { mayMarketTo } from '../users/index.js';
import { recordConsent } from './customer-consent.js';
import type { StaffRole } from './permissions.js';

const note = async (userId: string, given: boolean, role: StaffRole = 'support') =>
  inTransaction(await aStaff(role), (uow) =>
    recordConsent(uow, { userId, channel: 'email', given, reason: 'Lewat telepon 21 November' }),
  );

describe('what a customer tells the staff about marketing messages', () => {
  it('is written down with who noted it and how it was said', async () => {
    const { id } = await aCustomer();
    await note(id, true);
    assert.deepEqual([...(await mayMarketTo([id], 'email'))], [id]);
    const [log] = await query<{ reason: string; kind: string }>(
      `SELECT l.reason, l.actor_kind AS kind FROM consent_logs l JOIN consents c ON c.id = l.consent_id
       WHERE c.user_id = ?`,
      [id],
    );
    assert.deepEqual(log, { reason: 'staff: Lewat telepon 21 November', kind: 'staff' });
  });

  it('leaves one deed however often it is noted', async () => {
    const { id } = await aCustomer();
    await note(id, true);
    await note(id, true);
    await note(id, false);
    const deeds = await query('SELECT 1 FROM activity_logs WHERE subject_id = ?', [id]);
    assert.equal(deeds.length, 2);
    assert.equal((await mayMarketTo([id], 'email')).size, 0);
  });

  it('is not for finance, catalogue or viewers to note', async () => {
    const { id } = await aCustomer();
    for (const role of ['finance', 'catalogue', 'viewer'] as const)
      await assert.rejects(() => note(id, true, role), { code: 'forbidden' });
  });
});
