import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWallets1795000000012 implements MigrationInterface {
  name = 'CreateWallets1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE wallets (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        name VARCHAR(40) NOT NULL,
        currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IDR',
        status ENUM('ACTIVE', 'FROZEN', 'CLOSED') NOT NULL DEFAULT 'ACTIVE',
        default_of CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the owner again for the one default wallet',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY wallets_default (default_of),
        UNIQUE KEY wallets_name (user_id, name),
        KEY wallets_user (user_id, id),
        KEY wallets_status (status, id),
        CONSTRAINT wallets_default_of_owner CHECK (default_of IS NULL OR (default_of = user_id AND status <> 'CLOSED'))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE wallet_allowances (
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        wib_date DATE NOT NULL COMMENT 'local day in Jakarta',
        out_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'sent to others and withdrawn on that day',
        PRIMARY KEY (user_id, wib_date),
        CONSTRAINT wallet_allowances_not_negative CHECK (out_amount >= 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE wallet_allowances
    `);
    await runner.query(`
      DROP TABLE wallets
    `);
  }
}
