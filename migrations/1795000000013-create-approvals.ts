import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApprovals1795000000013 implements MigrationInterface {
  name = 'CreateApprovals1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approvals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED') NOT NULL,
        subject_type VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        beneficiary_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        amount BIGINT NOT NULL,
        payload JSON NOT NULL,
        reason VARCHAR(500) NOT NULL,
        observed JSON NULL,
        maker_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        decided_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        decided_reason VARCHAR(500) NULL,
        decided_at DATETIME(3) NULL,
        used_at DATETIME(3) NULL,
        expires_at DATETIME(3) NOT NULL,
        open_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY approvals_open_key (open_key),
        KEY approvals_status (status, id),
        KEY approvals_due (status, expires_at),
        KEY approvals_subject (subject_type, subject_id, id),
        KEY approvals_maker (maker_id, id),
        CONSTRAINT approvals_made_by FOREIGN KEY (maker_id) REFERENCES staff_accounts (id),
        CONSTRAINT approvals_decided_by FOREIGN KEY (decided_by) REFERENCES staff_accounts (id),
        CONSTRAINT approvals_four_eyes CHECK
          (status <> 'APPROVED' OR (decided_by IS NOT NULL AND decided_by <> maker_id))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE approval_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        approval_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY approval_logs_approval (approval_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE refunds (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payment_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL,
        place ENUM('WALLET', 'CLAIM', 'GATEWAY') NOT NULL,
        wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        reason VARCHAR(500) NOT NULL,
        journal_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        approval_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY refunds_journal (journal_id),
        KEY refunds_transaction (transaction_id, id),
        KEY refunds_payment (payment_id, amount),
        CONSTRAINT refunds_above_zero CHECK (amount > 0),
        CONSTRAINT refunds_know_their_wallet CHECK ((place = 'WALLET') = (wallet_id IS NOT NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE staff_allowances (
        staff_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        wib_date DATE NOT NULL,
        act VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        used_amount BIGINT NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (staff_id, wib_date, act)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE staff_allowances
    `);
    await runner.query(`
      DROP TABLE refunds
    `);
    await runner.query(`
      DROP TABLE approval_logs
    `);
    await runner.query(`
      DROP TABLE approvals
    `);
  }
}
