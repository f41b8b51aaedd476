import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLedger1795000000005 implements MigrationInterface {
  name = 'CreateLedger1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_accounts (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        code VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        normal_side ENUM('DEBIT', 'CREDIT') NOT NULL,
        owner_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IDR',
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY ledger_accounts_code (code),
        KEY ledger_accounts_owner (owner_id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_balances (
        account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        balance_amount BIGINT NOT NULL DEFAULT 0,
        updated_at DATETIME(3) NOT NULL,
        CONSTRAINT ledger_balances_account FOREIGN KEY (account_id) REFERENCES ledger_accounts (id),
        CONSTRAINT ledger_balances_not_negative CHECK (balance_amount >= 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_journals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reference VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        description VARCHAR(200) NOT NULL DEFAULT '',
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        effective_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY ledger_journals_reference (reference),
        KEY ledger_journals_transaction (transaction_id),
        KEY ledger_journals_effective (effective_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_entries (
        id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        journal_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL COMMENT 'rupiah; debit above zero, credit below',
        created_at DATETIME(3) NOT NULL,
        KEY ledger_entries_journal (journal_id, amount),
        KEY ledger_entries_account (account_id, id, amount),
        CONSTRAINT ledger_entries_of_journal FOREIGN KEY (journal_id) REFERENCES ledger_journals (id),
        CONSTRAINT ledger_entries_of_account FOREIGN KEY (account_id) REFERENCES ledger_accounts (id),
        CONSTRAINT ledger_entries_not_zero CHECK (amount <> 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TRIGGER ledger_journals_no_update BEFORE UPDATE ON ledger_journals FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_journals is append-only'
    `);
    await runner.query(`
      CREATE TRIGGER ledger_journals_no_delete BEFORE DELETE ON ledger_journals FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_journals is append-only'
    `);
    await runner.query(`
      CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entries is append-only'
    `);
    await runner.query(`
      CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entries is append-only'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ledger_entries
    `);
    await runner.query(`
      DROP TABLE ledger_journals
    `);
    await runner.query(`
      DROP TABLE ledger_balances
    `);
    await runner.query(`
      DROP TABLE ledger_accounts
    `);
  }
}
