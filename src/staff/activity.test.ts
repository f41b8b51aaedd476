import assert from 'node:assert/strict';
import { createConnection } from 'mysql2/promise';
import { aStaff } from '../../test/factories/staff.js';
import { withRequestId } from '../platform/context.js';
import { database, query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { ActivityLog } from './activity-log.entity.js';
import { recordActivity } from './activity.js';

async function recorded(subjectId: string): Promise<ActivityLog[]> {
  return database().getRepository(ActivityLog).findBy({ subjectId });
}

const deed = (subjectId: string) => ({ action: 'product.price_changed', subjectType: 'product', subjectId });

describe('recordActivity', () => {
  it('S4.46 keeps who, what, why, before, after and from where', async () => {
    const staff = await aStaff('catalogue');
    const subjectId = newId();
    const change = {
      reason: 'Harga pemasok naik',
      before: { costAmount: 1_000 },
      after: { costAmount: 1_200 },
    };
    await withRequestId(
      'permintaan-1',
      () => inTransaction(staff, (uow) => recordActivity(uow, { ...deed(subjectId), ...change })),
      '203.0.113.7',
    );
    const [row] = await recorded(subjectId);
    assert.deepEqual(
      { ...row, id: '', createdAt: '' },
      {
        id: '',
        createdAt: '',
        actorKind: 'staff',
        actorId: staff.id,
        actorName: staff.name,
        ...deed(subjectId),
        reason: change.reason,
        beforeValues: change.before,
        afterValues: change.after,
        ip: '203.0.113.7',
        requestId: 'permintaan-1',
      },
    );
  });

  it('is undone with the deed it tells of', async () => {
    const subjectId = newId();
    const staff = await aStaff();
    const failing = inTransaction(staff, async (uow) => {
      await recordActivity(uow, deed(subjectId));
      throw new Error('the deed failed');
    });
    await assert.rejects(failing);
    assert.deepEqual(await recorded(subjectId), []);
  });

  it('S3.10 cannot be changed or deleted by the application', async () => {
    const subjectId = newId();
    await inTransaction(await aStaff(), (uow) => recordActivity(uow, deed(subjectId)));
    await assert.rejects(
      query('UPDATE activity_logs SET reason = ? WHERE subject_id = ?', ['x', subjectId]),
      /denied/,
    );
    await assert.rejects(query('DELETE FROM activity_logs WHERE subject_id = ?', [subjectId]), /denied/);
  });

  it('cannot be changed or deleted even by who may change the schema', async () => {
    const subjectId = newId();
    await inTransaction(await aStaff(), (uow) => recordActivity(uow, deed(subjectId)));
    const schema = (process.env['MIGRATION_DATABASE_URL'] ?? '').replace(/^mariadb:/, 'mysql:');
    const connection = await createConnection(schema);
    for (const statement of ['UPDATE activity_logs SET reason = NULL', 'DELETE FROM activity_logs'])
      await assert.rejects(connection.query(statement), /append-only/);
    await connection.end();
    assert.equal((await recorded(subjectId)).length, 1);
  });
});
