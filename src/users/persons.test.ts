import assert from 'node:assert/strict';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { until } from '../../test/until.js';
import { guest, system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { editUser, personOf, type ProfileChanges, type User } from './index.js';
import { notePerson } from './persons.js';

const edit = (userId: string, changes: ProfileChanges) =>
  inTransaction(system('test'), (uow) => editUser(uow, { userId, changes }));

describe('the person behind an account', () => {
  it('is the account itself, until something says otherwise', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    assert.equal(await personOf(one.id), one.id);
    assert.equal(one.personId, one.id);
    assert.notEqual(await personOf(other.id), one.id);
  });

  it('is the earlier account whose address or number the new one carries', async () => {
    const first = await aCustomer();
    const { email, phone } = first;
    await edit(first.id, uniqueContact());
    const byPhone = await aCustomer({ phone: phone ?? '' });
    assert.equal(await personOf(byPhone.id), first.id);
    const byMail = await aCustomer({ email: email ?? '' });
    assert.equal(await personOf(byMail.id), first.id);
  });

  it('sees through what follows a plus in an address', async () => {
    const first = await aCustomer({ email: 'budi-satu@contoh.test' });
    const second = await aCustomer({ email: 'budi-satu+lagi@contoh.test' });
    assert.equal(await personOf(second.id), first.id);
  });

  it('is one for all who open accounts at once with one mailbox', async () => {
    const name = newId().toLowerCase();
    const open = (tag: string) => aCustomer({ email: `${name}+${tag}@contoh.test` });
    const waiting = async () => {
      const [row] = await query<{ count: string }>(
        `SELECT COUNT(*) AS count FROM information_schema.processlist
         WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%person_marks%'`,
      );
      return Number(row?.count) === 2;
    };
    const racers: Promise<User>[] = [];
    const abandoned = inTransaction(guest, async (uow) => {
      await notePerson(uow, newId(), [{ email: `${name}@contoh.test`, phone: null }]);
      racers.push(open('satu'), open('dua'));
      await until('two wait for one mark', waiting);
      throw new Error('abandoned');
    });
    await assert.rejects(abandoned, /abandoned/);
    const ids = (await Promise.all(racers)).map(({ id }) => id).toSorted();
    assert.deepEqual(await Promise.all(ids.map(personOf)), [ids[0], ids[0]]);
  });

  it('becomes one when an account takes up what another carried, and stays so', async () => {
    const [first, second] = [await aCustomer(), await aCustomer()];
    const { phone } = first;
    await edit(first.id, { phone: uniqueContact().phone });
    await edit(second.id, { phone: phone ?? '' });
    assert.equal(await personOf(second.id), first.id);
    await edit(second.id, uniqueContact());
    assert.equal(await personOf(second.id), first.id);
    const third = await aCustomer({ email: second.email ?? '' });
    assert.equal(await personOf(third.id), first.id);
  });

  it('keeps marks of which nobody reads the address', async () => {
    const { email } = await aCustomer();
    const rows = await query<{ mark_hash: string }>('SELECT mark_hash FROM person_marks');
    assert.ok(rows.length > 0);
    for (const { mark_hash } of rows) {
      assert.match(mark_hash, /^[0-9a-f]{64}$/);
      assert.ok(!mark_hash.includes(email ?? ''));
    }
  });
});
