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
    await runner.query(`
      CREATE TABLE transfers (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        sender_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        recipient_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        to_wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL,
        note VARCHAR(100) NOT NULL DEFAULT '',
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY transfers_transaction (transaction_id),
        KEY transfers_sender (sender_id, id),
        KEY transfers_recipient (recipient_id, id),
        KEY transfers_from (from_wallet_id),
        KEY transfers_to (to_wallet_id),
        CONSTRAINT transfers_from_wallet FOREIGN KEY (from_wallet_id) REFERENCES wallets (id),
        CONSTRAINT transfers_to_wallet FOREIGN KEY (to_wallet_id) REFERENCES wallets (id),
        CONSTRAINT transfers_move_money CHECK (amount > 0 AND from_wallet_id <> to_wallet_id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    // An expression keeps the character set of its literals; the index on account codes needs that of the column.
    await runner.query(`
      CREATE SQL SECURITY INVOKER VIEW balances AS
      SELECT w.user_id, w.id AS wallet_id, w.name, w.status, w.currency, w.default_of IS NOT NULL AS is_default,
             COALESCE(b.balance_amount, 0) AS balance_amount, COALESCE(b.held_amount, 0) AS held_amount,
             COALESCE(b.balance_amount, 0) - COALESCE(b.held_amount, 0) AS available_amount
      FROM wallets w
      LEFT JOIN ledger_accounts a
        ON a.code = CONVERT(CONCAT('customer_wallet:', w.id) USING ascii) COLLATE ascii_bin
      LEFT JOIN ledger_balances b ON b.account_id = a.id
    `);
    await runner.query(`
      CREATE SQL SECURITY INVOKER VIEW balance_mutations AS
      SELECT e.id, a.owner_id AS user_id, SUBSTRING_INDEX(a.code, ':', -1) AS wallet_id, a.code AS account_code,
             j.id AS journal_id, j.transaction_id, j.kind, j.reference, j.description,
             -e.amount AS amount, e.balance_after + e.amount AS balance_before_amount,
             e.balance_after AS balance_after_amount, e.created_at
      FROM ledger_entries e
      JOIN ledger_accounts a ON a.id = e.account_id AND a.type = 'customer_wallet'
      JOIN ledger_journals j ON j.id = e.journal_id
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW balance_mutations
    `);
    await runner.query(`
      DROP VIEW balances
    `);
    await runner.query(`
      DROP TABLE transfers
    `);
    await runner.query(`
      DROP TABLE wallet_allowances
    `);
    await runner.query(`
      DROP TABLE wallets
    `);
  }
}
