import assert from 'node:assert/strict';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { In } from 'typeorm';
import { aCustomer } from '../../test/factories/users.js';
import { Product } from '../products/index.js';
import { User } from '../users/index.js';
import { system } from './actor.js';
import { database } from './database.js';
import { newId } from './ids.js';
import { rowsById } from './rows.js';
import { inTransaction } from './unit-of-work.js';

describe('rowsById', () => {
  it('gives what TypeORM gives, methods included, and leaves out what is not there', async () => {
    const [digital, physical] = [await aDigitalProduct(), await aPhysicalProduct()];
    for (const { id } of [digital, physical]) {
      const [made, ...more] = await rowsById(Product, [id, newId()]);
      assert.deepEqual(more, []);
      assert.deepEqual(made, await database().getRepository(Product).findOneByOrFail({ id }));
      assert.equal(made?.inStock, true);
    }
  });

  it('asks nothing for no ids', async () => {
    assert.deepEqual(await rowsById(Product, []), []);
  });
});

describe('a unit of work that finds and lists', () => {
  it('gives what TypeORM gives, without what is kept out of sight', async () => {
    const { id } = await aCustomer();
    const expected = await database().getRepository(User).findOneByOrFail({ id });
    const [found, listed, locked] = await inTransaction(system('test'), async (uow) => [
      await uow.find(User, { id }),
      (await uow.list(User, { id, status: 'ACTIVE' }))[0],
      await uow.lock(User, { id }),
    ]);
    for (const user of [found, listed, locked]) assert.deepEqual(user, expected);
    assert.equal(Object.hasOwn(found ?? {}, 'passwordHash'), false);
  });

  it('finds nothing where nothing is, and leaves other questions to TypeORM', async () => {
    const { id } = await aCustomer();
    const [none, byList] = await inTransaction(system('test'), async (uow) => [
      await uow.find(User, { id: newId() }),
      await uow.list(User, { id: In([id]) }),
    ]);
    assert.equal(none, null);
    assert.deepEqual(
      byList.map((user) => user.id),
      [id],
    );
  });
});
