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
        held_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'the part of the balance that holds keep from being spent',
        updated_at DATETIME(3) NOT NULL,
        CONSTRAINT ledger_balances_account FOREIGN KEY (account_id) REFERENCES ledger_accounts (id),
        CONSTRAINT ledger_balances_not_negative CHECK (balance_amount >= 0),
        CONSTRAINT ledger_balances_held_is_there CHECK (held_amount >= 0 AND held_amount <= balance_amount)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_journals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reference VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        reverses_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the journal that this one undoes',
        description VARCHAR(200) NOT NULL DEFAULT '',
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        effective_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY ledger_journals_reference (reference),
        UNIQUE KEY ledger_journals_reverses (reverses_id),
        KEY ledger_journals_transaction (transaction_id),
        KEY ledger_journals_effective (effective_at),
        CONSTRAINT ledger_journals_undone FOREIGN KEY (reverses_id) REFERENCES ledger_journals (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_entries (
        id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        journal_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL COMMENT 'rupiah; debit above zero, credit below',
        balance_after BIGINT NULL COMMENT 'in the normal sense, for accounts with a stored balance',
        created_at DATETIME(3) NOT NULL,
        KEY ledger_entries_journal (journal_id, amount),
        KEY ledger_entries_account (account_id, id, amount, balance_after),
        CONSTRAINT ledger_entries_of_journal FOREIGN KEY (journal_id) REFERENCES ledger_journals (id),
        CONSTRAINT ledger_entries_of_account FOREIGN KEY (account_id) REFERENCES ledger_accounts (id),
        CONSTRAINT ledger_entries_not_zero CHECK (amount <> 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_holds (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL,
        captured_amount BIGINT NOT NULL DEFAULT 0,
        reference VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(200) NOT NULL,
        status ENUM('OPEN', 'CAPTURED', 'RELEASED', 'EXPIRED') NOT NULL DEFAULT 'OPEN',
        journal_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the journal that captured it',
        expires_at DATETIME(3) NULL,
        closed_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY ledger_holds_reference (reference),
        UNIQUE KEY ledger_holds_journal (journal_id),
        KEY ledger_holds_account (account_id, status, amount),
        KEY ledger_holds_due (status, expires_at),
        CONSTRAINT ledger_holds_of_account FOREIGN KEY (account_id) REFERENCES ledger_accounts (id),
        CONSTRAINT ledger_holds_by_journal FOREIGN KEY (journal_id) REFERENCES ledger_journals (id),
        CONSTRAINT ledger_holds_above_zero CHECK (amount > 0),
        CONSTRAINT ledger_holds_captured CHECK (captured_amount >= 0 AND captured_amount <= amount)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_hold_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        hold_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY ledger_hold_logs_of (hold_id, id)
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
      DROP TABLE ledger_hold_logs
    `);
    await runner.query(`
      DROP TABLE ledger_holds
    `);
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
