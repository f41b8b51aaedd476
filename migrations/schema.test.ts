import assert from 'node:assert/strict';
import { query } from '../src/platform/database.js';

interface Column {
  type: string;
  /** First column of an index, so that the rows of one parent are found at once. */
  indexed: boolean;
  /** Alone in a unique index: one row for each parent. */
  unique: boolean;
}

async function columnOf(table: string, column: string): Promise<Column> {
  const [found] = await query<{ type: string }>(
    `SELECT COLUMN_TYPE AS type FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COLUMN_NAME = ?`,
    [table, column],
  );
  assert.ok(found, `${table}.${column} is missing`);
  const indexes = await query<{ columns: string; repeats: number }>(
    `SELECT GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columns, MIN(NON_UNIQUE) AS repeats
     FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? GROUP BY INDEX_NAME`,
    [table],
  );
  return {
    type: found.type,
    indexed: indexes.some(({ columns }) => columns.split(',')[0] === column),
    unique: indexes.some(({ columns, repeats }) => columns === column && Number(repeats) === 0),
  };
}

describe('S4.28 S4.32 S4.34 S4.36 S4.41 S4.42 S4.43 S4.47 the schema', () => {
  it('S2.266 S4.22 S4.24 S4.25 S4.26 keeps customers with role, tier and whether they are guests', async () => {
    assert.equal((await columnOf('users', 'role')).type, `enum('admin','customer')`);
    assert.equal((await columnOf('users', 'customer_type')).type, `enum('retail','reseller')`);
    assert.match((await columnOf('users', 'is_guest')).type, /^tinyint/);
  });

  const manyOfOne: [string, string, string][] = [
    ['sales of a customer', 'transactions', 'user_id'],
    ['messages of a customer', 'notifications', 'user_id'],
    ['products of a category', 'products', 'category_id'],
    ['sold lines of a product', 'transaction_lines', 'product_id'],
    ['steps of a sale', 'transaction_logs', 'transaction_id'],
    ['callbacks of a payment', 'payment_callbacks', 'payment_id'],
  ];
  for (const [what, table, column] of manyOfOne) {
    it(`S2.267 S2.268 S2.269 S4.12 S4.15 S4.16 S4.17 S4.19 S4.20 finds the many ${what} by an index`, async () => {
      const { indexed, unique } = await columnOf(table, column);
      assert.deepEqual({ indexed, unique }, { indexed: true, unique: false });
    });
  }

  it('S4.21 S4.44 finds the many uses of a voucher by an index, one of each for a sale', async () => {
    const { indexed, unique } = await columnOf('voucher_usages', 'voucher_id');
    assert.deepEqual({ indexed, unique }, { indexed: true, unique: false });
    assert.equal((await columnOf('voucher_usages', 'transaction_id')).indexed, true);
  });

  for (const [what, table] of [
    ['payment', 'payments'],
    ['purchase from the supplier', 'fulfilments'],
    ['parcel', 'shipments'],
    ['claim to a refund', 'refund_claims'],
  ] as const) {
    it(`S4.18 allows a sale one ${what}`, async () => {
      assert.equal((await columnOf(table, 'transaction_id')).unique, true);
    });
  }

  it('S2.273 S4.45 keeps deeds of staff, and every word of gateway and supplier once', async () => {
    assert.ok((await columnOf('activity_logs', 'action')).type);
    for (const table of ['payment_callbacks', 'fulfilment_callbacks']) {
      const repeated = await query(
        `SELECT INDEX_NAME FROM information_schema.STATISTICS
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COLUMN_NAME = 'event_key' AND NON_UNIQUE = 0`,
        [table],
      );
      assert.equal(repeated.length, 1, table);
    }
  });
});
