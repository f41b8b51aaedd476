import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aCustomer } from '../../test/factories/users.js';
import { query } from '../platform/database.js';
import { numbersOfBankAccounts, sharersOfBankAccount } from './bank-account.read-model.js';

const path = '/users/me/bank-accounts';

let numbers = 0;

/** An account number that nobody else in this test run has. */
const aNumber = (): string => {
  numbers += 1;
  return `77${String(numbers).padStart(8, '0')}`;
};

const anAccount = (values: object = {}) => ({
  bank_code: '014',
  number: aNumber(),
  holder_name: 'SARI WULANDARI',
  ...values,
});

describe('S2.75 bank accounts of a customer', () => {
  it('are added unverified, masked, and rest for a day', async () => {
    const customer = await aCustomer();
    const { status, body } = await as(customer).post(path, anAccount({ number: '0812-3456 7890.12' }));
    assert.equal(status, 201);
    const { id, created_at, usable_from, ...told } = body.data;
    assert.deepEqual(told, {
      bank_code: '014',
      bank_name: 'BCA',
      number: '•••• 9012',
      holder_name: 'SARI WULANDARI',
      status: 'UNVERIFIED',
      status_reason: null,
    });
    assert.equal(Date.parse(usable_from) - Date.parse(created_at), 86_400_000);
    assert.deepEqual((await as(customer).get(path)).body.data, [body.data]);
    assert.equal((await numbersOfBankAccounts([id])).get(id), '08123456789012');
  });

  it('never lie readable in the database', async () => {
    const wish = anAccount();
    const { body } = await as(await aCustomer()).post(path, wish);
    const [row] = await query<Record<string, unknown>>('SELECT * FROM bank_accounts WHERE id = ?', [
      body.data.id,
    ]);
    const stored = Object.values(row ?? {}).map((value) =>
      Buffer.isBuffer(value) ? value.toString('latin1') : String(value),
    );
    assert.equal(stored.filter((text) => text.includes(wish.number)).length, 0);
  });

  it('stand on the list once, and may come back after they were removed', async () => {
    const customer = as(await aCustomer());
    const wish = anAccount();
    const first = await customer.post(path, wish);
    const again = await customer.post(path, wish);
    assert.deepEqual([again.status, again.body.code], [409, 'bank_account_taken']);
    assert.equal((await customer.delete(`${path}/${first.body.data.id}`)).status, 204);
    assert.deepEqual((await customer.get(path)).body.data, []);
    assert.equal((await customer.post(path, wish)).status, 201);
  });

  it('are at most five', async () => {
    const customer = as(await aCustomer());
    for (let made = 0; made < 5; made += 1)
      assert.equal((await customer.post(path, anAccount())).status, 201);
    const sixth = await customer.post(path, anAccount());
    assert.deepEqual([sixth.status, sixth.body.code], [409, 'too_many_bank_accounts']);
  });

  it('are nobody else’s business', async () => {
    const { body } = await as(await aCustomer()).post(path, anAccount());
    const stranger = as(await aCustomer());
    assert.equal((await stranger.delete(`${path}/${body.data.id}`)).status, 404);
    assert.deepEqual((await stranger.get(path)).body.data, []);
    assert.equal((await anonymous.get(path)).status, 401);
  });

  it('that several customers share are noticed', async () => {
    const wish = anAccount();
    const [first] = [
      await as(await aCustomer()).post(path, wish),
      await as(await aCustomer()).post(path, wish),
    ];
    assert.equal(await sharersOfBankAccount(first.body.data.id), 1);
  });

  it('know banks by their code, old ones by what became of them', async () => {
    const customer = as(await aCustomer());
    const unknown = await customer.post(path, anAccount({ bank_code: '999' }));
    assert.equal(unknown.status, 422);
    assert.deepEqual(
      unknown.body.errors.map(({ path, code }: { path: string; code: string }) => [path, code]),
      [['bank_code', 'bank_unknown']],
    );
    const merged = await customer.post(path, anAccount({ bank_code: '427' }));
    assert.equal(merged.body.data.bank_name, 'BSI');
  });

  it('refuse numbers that are none', async () => {
    const customer = as(await aCustomer());
    for (const number of ['12345', '1'.repeat(21), '12345x7890', ''])
      assert.equal((await customer.post(path, anAccount({ number }))).status, 422, number);
  });
});

describe('GET /banks', () => {
  it('lists the banks by name with the usual length of their numbers', async () => {
    const { body } = await anonymous.get('/banks');
    const bca = body.data.find(({ code }: { code: string }) => code === '014');
    assert.deepEqual(bca, { code: '014', name: 'BCA', usual_digits: 10 });
    const names = body.data.map(({ name }: { name: string }) => name);
    assert.deepEqual(
      names,
      names.toSorted((a: string, b: string) => a.localeCompare(b, 'id')),
    );
  });
});
