import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWithdrawals1795000000014 implements MigrationInterface {
  name = 'CreateWithdrawals1795000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bank_accounts (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        bank_code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        number_cipher VARBINARY(255) NOT NULL,
        number_hint VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'last digits, for display',
        number_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'keyed; finds the same account at other customers',
        live_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the same until the customer removes it',
        holder_name VARCHAR(120) NOT NULL,
        status ENUM('UNVERIFIED', 'VERIFIED', 'REJECTED') NOT NULL DEFAULT 'UNVERIFIED',
        status_reason VARCHAR(500) NULL,
        usable_from DATETIME(3) NOT NULL COMMENT 'no payout earlier, whoever added it',
        deleted_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY bank_accounts_live (user_id, live_hash),
        KEY bank_accounts_number (number_hash, user_id),
        KEY bank_accounts_status (status, id),
        CONSTRAINT bank_accounts_of_user FOREIGN KEY (user_id) REFERENCES users (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE payout_files (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        number VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        withdrawal_count INT NOT NULL,
        amount BIGINT NOT NULL,
        content_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        maker_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        maker_name VARCHAR(120) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY payout_files_number (number),
        CONSTRAINT payout_files_not_empty CHECK (withdrawal_count > 0 AND amount > 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE withdrawals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        number VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        bank_account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('REQUESTED', 'APPROVED', 'SENT', 'PAID_OUT', 'FAILED', 'REJECTED', 'CANCELLED') NOT NULL,
        amount BIGINT NOT NULL COMMENT 'what arrives at the bank',
        fee_amount BIGINT NOT NULL COMMENT 'what the customer pays on top',
        hold_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payout_file_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        payout_reference VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the number of the transfer at the bank',
        closing_reason VARCHAR(500) NULL,
        wib_date DATE NOT NULL COMMENT 'local day in Jakarta on which it was asked for',
        status_since DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY withdrawals_number (number),
        UNIQUE KEY withdrawals_transaction (transaction_id),
        UNIQUE KEY withdrawals_hold (hold_id),
        KEY withdrawals_wallet (wallet_id, id),
        KEY withdrawals_user (user_id, wib_date),
        KEY withdrawals_status (status, status_since),
        KEY withdrawals_desk (status, id),
        KEY withdrawals_bank_account (bank_account_id, status),
        KEY withdrawals_file (payout_file_id, id),
        CONSTRAINT withdrawals_of_wallet FOREIGN KEY (wallet_id) REFERENCES wallets (id),
        CONSTRAINT withdrawals_of_user FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT withdrawals_to_bank_account FOREIGN KEY (bank_account_id) REFERENCES bank_accounts (id),
        CONSTRAINT withdrawals_in_file FOREIGN KEY (payout_file_id) REFERENCES payout_files (id),
        CONSTRAINT withdrawals_above_zero CHECK (amount > 0 AND fee_amount >= 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE withdrawals
    `);
    await runner.query(`
      DROP TABLE payout_files
    `);
    await runner.query(`
      DROP TABLE bank_accounts
    `);
  }
}
