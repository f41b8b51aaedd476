import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDailyDeals1795000000019 implements MigrationInterface {
  name = 'CreateDailyDeals1795000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE active_days (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        wib_date DATE NOT NULL COMMENT 'local day in Jakarta on which the customer was here',
        created_at DATETIME(3) NOT NULL COMMENT 'when they came first on that day',
        UNIQUE KEY active_days_once (wib_date, user_id),
        KEY active_days_user (user_id, wib_date),
        CONSTRAINT active_days_of FOREIGN KEY (user_id) REFERENCES users (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE daily_deals (
        wib_date DATE NOT NULL PRIMARY KEY,
        opened_count INT NOT NULL DEFAULT 0,
        held_count INT NOT NULL DEFAULT 0,
        released_count INT NOT NULL DEFAULT 0,
        fee_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'earned by the parts that were settled on that day',
        active_user_count INT NOT NULL DEFAULT 0,
        updated_at DATETIME(3) NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    // What a fee schedule would make of a period is read from the index alone.
    await runner.query(`
      ALTER TABLE escrows
        ADD KEY escrows_held (held_at, status, fee_payer, amount, fee_amount),
        ADD KEY escrows_opened (created_at)
    `);
    await runner.query(`
      ALTER TABLE escrow_parts ADD KEY escrow_parts_settled (settled_at, earned_fee_amount)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE escrow_parts DROP KEY escrow_parts_settled
    `);
    await runner.query(`
      ALTER TABLE escrows DROP KEY escrows_held, DROP KEY escrows_opened
    `);
    await runner.query(`
      DROP TABLE daily_deals
    `);
    await runner.query(`
      DROP TABLE active_days
    `);
  }
}
