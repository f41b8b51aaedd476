import assert from 'node:assert/strict';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { Product } from '../products/index.js';
import { database } from './database.js';
import { newId } from './ids.js';
import { rowsById } from './rows.js';

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
