import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Written once and never changed, by nobody. */
const appendOnly = [
  'ledger_journals',
  'ledger_entries',
  'ledger_seals',
  'ledger_day_closes',
  'ledger_day_lines',
  'ledger_audits',
];

/** In the order in which they may go. */
const tables = [
  ...['ledger_audits', 'ledger_day_lines', 'ledger_day_closes', 'ledger_chain', 'ledger_seals'],
  ...[
    'ledger_hold_logs',
    'ledger_holds',
    'ledger_entries',
    'ledger_journals',
    'ledger_balances',
    'ledger_accounts',
  ],
];

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
        KEY ledger_entries_journal (journal_id, account_id, amount),
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
      CREATE TABLE ledger_seals (
        position BIGINT NOT NULL PRIMARY KEY,
        subject ENUM('journal', 'activity') NOT NULL,
        subject_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        book_date DATE NOT NULL,
        late_for DATE NULL COMMENT 'the day it belongs to, which was closed before it was sealed',
        digest BINARY(32) NOT NULL COMMENT 'of the row, and of the entries of a journal',
        hash BINARY(32) NOT NULL COMMENT 'of the seal before, and of this one',
        UNIQUE KEY ledger_seals_subject (subject, subject_id),
        KEY ledger_seals_day (book_date, subject),
        KEY ledger_seals_late (late_for)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_chain (
        id TINYINT NOT NULL PRIMARY KEY,
        position BIGINT NOT NULL,
        hash BINARY(32) NOT NULL,
        journals_from CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'all before are sealed',
        activities_from CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
        closed_to DATE NULL COMMENT 'the last day that is closed'
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      INSERT INTO ledger_chain (id, position, hash) VALUES (1, 0, REPEAT(CHAR(0), 32))
    `);
    await runner.query(`
      CREATE TABLE ledger_day_closes (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        wib_date DATE NOT NULL,
        journals INT NOT NULL,
        late_journals INT NOT NULL,
        turnover_amount BIGINT NOT NULL COMMENT 'all debits of the day, which equal all credits',
        last_position BIGINT NOT NULL,
        last_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        csv_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY ledger_day_closes_date (wib_date)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_day_lines (
        wib_date DATE NOT NULL,
        account_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        opening_amount BIGINT NOT NULL COMMENT 'in the normal sense, as is the closing amount',
        debit_amount BIGINT NOT NULL,
        credit_amount BIGINT NOT NULL,
        closing_amount BIGINT NOT NULL,
        PRIMARY KEY (wib_date, account_type),
        CONSTRAINT ledger_day_lines_of FOREIGN KEY (wib_date) REFERENCES ledger_day_closes (wib_date)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ledger_audits (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        ok BOOLEAN NOT NULL,
        checks INT NOT NULL,
        failed INT NOT NULL,
        entries BIGINT NOT NULL,
        report JSON NOT NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        started_at DATETIME(3) NOT NULL,
        finished_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    for (const table of appendOnly) {
      for (const change of ['UPDATE', 'DELETE']) {
        await runner.query(`
          CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} FOR EACH ROW
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table} is append-only'
        `);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
