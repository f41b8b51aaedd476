import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDisputes1795000000018 implements MigrationInterface {
  name = 'CreateDisputes1795000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE disputes (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        escrow_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        part_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        buyer_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        seller_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        opened_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        opener_side ENUM('BUYER', 'SELLER') NOT NULL,
        category ENUM('NOT_RECEIVED', 'NOT_AS_DESCRIBED', 'TAKEN_BACK', 'FAKE_PROOF', 'OTHER') NOT NULL,
        statement VARCHAR(2000) NOT NULL,
        amount BIGINT NOT NULL COMMENT 'the price of the disputed part',
        fee_amount BIGINT NOT NULL,
        buyer_fee_amount BIGINT NOT NULL COMMENT 'what of the fee the buyer has paid in',
        held_amount BIGINT NOT NULL COMMENT 'all that lies in escrow for the part',
        status ENUM('OPEN', 'AWAITING_EVIDENCE', 'UNDER_REVIEW', 'ESCALATED', 'DECIDED', 'APPEALED', 'CLOSED') NOT NULL,
        assignee_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        awaited_side ENUM('BUYER', 'SELLER') NULL COMMENT 'whose word is waited for; empty for both or nobody',
        answer_by DATETIME(3) NULL,
        sla_at DATETIME(3) NOT NULL COMMENT 'until when a judge should have decided',
        escalated_at DATETIME(3) NULL,
        outcome ENUM('RELEASE', 'REFUND', 'SPLIT', 'EXTEND') NULL,
        appeal_until DATETIME(3) NULL COMMENT 'the money rests as long',
        buyer_accepted_at DATETIME(3) NULL,
        seller_accepted_at DATETIME(3) NULL,
        appeal_side ENUM('BUYER', 'SELLER') NULL,
        appeal_reason VARCHAR(2000) NULL,
        appealed_at DATETIME(3) NULL,
        closed_at DATETIME(3) NULL,
        open_key CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the part, until the case is closed',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY disputes_number (number),
        UNIQUE KEY disputes_open_key (open_key),
        KEY disputes_escrow (escrow_id, id),
        KEY disputes_part (part_id, id),
        KEY disputes_buyer (buyer_id, id),
        KEY disputes_seller (seller_id, id),
        KEY disputes_desk (status, id),
        KEY disputes_sla (status, sla_at),
        KEY disputes_answer (status, answer_by),
        KEY disputes_appeal (status, appeal_until),
        KEY disputes_queue (sla_at, id),
        KEY disputes_amount (held_amount, id),
        KEY disputes_assignee (assignee_id, status, sla_at),
        KEY disputes_similar (category, status, amount),
        CONSTRAINT disputes_of_escrow FOREIGN KEY (escrow_id) REFERENCES escrows (id),
        CONSTRAINT disputes_of_part FOREIGN KEY (part_id) REFERENCES escrow_parts (id),
        CONSTRAINT disputes_on_desk_of FOREIGN KEY (assignee_id) REFERENCES staff_accounts (id),
        CONSTRAINT disputes_between_two CHECK (buyer_id <> seller_id),
        CONSTRAINT disputes_held CHECK (amount > 0 AND held_amount = amount + buyer_fee_amount AND buyer_fee_amount <= fee_amount),
        CONSTRAINT disputes_open_until_closed CHECK ((status = 'CLOSED') = (open_key IS NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE dispute_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        dispute_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        details JSON NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY dispute_logs_dispute (dispute_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE evidence (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        dispute_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        side ENUM('BUYER', 'SELLER') NOT NULL,
        submitted_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        category ENUM('STATEMENT', 'ITEM', 'SHIPMENT', 'ACCOUNT_ACCESS', 'CONVERSATION', 'PAYMENT', 'OTHER') NOT NULL,
        text VARCHAR(2000) NOT NULL,
        attachment_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at DATETIME(3) NOT NULL,
        KEY evidence_dispute (dispute_id, side, id),
        CONSTRAINT evidence_of_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE dispute_decisions (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        dispute_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        round INT NOT NULL,
        outcome ENUM('RELEASE', 'REFUND', 'SPLIT', 'EXTEND') NOT NULL,
        refund_amount BIGINT NOT NULL,
        release_amount BIGINT NOT NULL,
        fee_amount BIGINT NOT NULL,
        fee_borne_by ENUM('BUYER', 'SELLER', 'BOTH', 'NOBODY') NOT NULL,
        extend_hours INT NULL,
        ground VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NOT NULL,
        decided_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'empty in a rehearsal only',
        approval_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        letter_id TEXT NOT NULL,
        letter_en TEXT NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY dispute_decisions_round (dispute_id, round),
        KEY dispute_decisions_judge (decided_by, id),
        CONSTRAINT dispute_decisions_of_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
        CONSTRAINT dispute_decisions_by FOREIGN KEY (decided_by) REFERENCES staff_accounts (id),
        CONSTRAINT dispute_decisions_once_and_once_more CHECK (round IN (1, 2)),
        CONSTRAINT dispute_decisions_extend_by_hours CHECK ((outcome = 'EXTEND') = (extend_hours IS NOT NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE dispute_recusals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        dispute_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        staff_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY dispute_recusals_once (dispute_id, staff_id),
        CONSTRAINT dispute_recusals_of_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
        CONSTRAINT dispute_recusals_of_staff FOREIGN KEY (staff_id) REFERENCES staff_accounts (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE dispute_recusals
    `);
    await runner.query(`
      DROP TABLE dispute_decisions
    `);
    await runner.query(`
      DROP TABLE evidence
    `);
    await runner.query(`
      DROP TABLE dispute_logs
    `);
    await runner.query(`
      DROP TABLE disputes
    `);
  }
}
