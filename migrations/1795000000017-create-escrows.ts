import type { MigrationInterface, QueryRunner } from 'typeorm';

const figures = `
        title VARCHAR(120) NOT NULL,
        goods_type ENUM('GOODS', 'ACCOUNT', 'SERVICE') NOT NULL,
        terms TEXT NOT NULL,
        amount BIGINT NOT NULL,
        fee_payer ENUM('BUYER', 'SELLER', 'SPLIT') NOT NULL,
        fee_amount BIGINT NOT NULL,
        buyer_pays_amount BIGINT NOT NULL,
        seller_receives_amount BIGINT NOT NULL,
        schedule_version INT NOT NULL,
        delivery_hours INT NOT NULL,
        inspection_hours INT NOT NULL,`;

const history = (name: string, owner: string, table: string) => `
      CREATE TABLE ${name} (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        ${owner} CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY ${name}_of (${owner}, id),
        CONSTRAINT ${name}_of FOREIGN KEY (${owner}) REFERENCES ${table} (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

export class CreateEscrows1795000000017 implements MigrationInterface {
  name = 'CreateEscrows1795000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE escrows (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        number VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('PROPOSED', 'AWAITING_PAYMENT', 'HELD', 'DELIVERED', 'DISPUTED', 'RELEASED', 'REFUNDED', 'SPLIT', 'CANCELLED', 'EXPIRED') NOT NULL,${figures}
        terms_version INT NOT NULL COMMENT 'the newest; all earlier ones stand in escrow_terms',
        creator_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        buyer_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        seller_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        buyer_agreed_version INT NULL,
        seller_agreed_version INT NULL,
        invitation INT NOT NULL DEFAULT 1 COMMENT 'which invitation is the valid one',
        invitation_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'empty once somebody has joined',
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the payment that is tried, or that paid',
        cancel_asked_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        review_reason VARCHAR(500) NULL COMMENT 'why staff should look at it',
        frozen_at DATETIME(3) NULL COMMENT 'since when all its timers stand still',
        payment_returned_at DATETIME(3) NULL COMMENT 'when we heard that the gateway had taken its payment back',
        join_by DATETIME(3) NULL,
        pay_by DATETIME(3) NULL,
        timer_from DATETIME(3) NULL COMMENT 'when the running timer began',
        remind_at DATETIME(3) NULL,
        held_at DATETIME(3) NULL,
        settled_at DATETIME(3) NULL,
        status_since DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY escrows_number (number),
        UNIQUE KEY escrows_invitation (invitation_digest),
        UNIQUE KEY escrows_transaction (transaction_id),
        KEY escrows_creator (creator_id, id),
        KEY escrows_buyer (buyer_id, id),
        KEY escrows_seller (seller_id, id),
        KEY escrows_join (status, join_by),
        KEY escrows_pay (status, pay_by),
        KEY escrows_remind (remind_at),
        KEY escrows_desk (status, status_since),
        KEY escrows_settled (settled_at, id),
        CONSTRAINT escrows_creator FOREIGN KEY (creator_id) REFERENCES users (id),
        CONSTRAINT escrows_buyer FOREIGN KEY (buyer_id) REFERENCES users (id),
        CONSTRAINT escrows_seller FOREIGN KEY (seller_id) REFERENCES users (id),
        CONSTRAINT escrows_two_people CHECK (buyer_id IS NULL OR seller_id IS NULL OR buyer_id <> seller_id),
        CONSTRAINT escrows_add_up CHECK (amount > 0 AND fee_amount >= 0 AND seller_receives_amount >= 0
          AND buyer_pays_amount = seller_receives_amount + fee_amount
          AND buyer_pays_amount >= amount AND buyer_pays_amount <= amount + fee_amount)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE escrow_terms (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        escrow_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        version INT NOT NULL,${figures}
        parts JSON NOT NULL,
        proposed_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY escrow_terms_version (escrow_id, version),
        CONSTRAINT escrow_terms_of FOREIGN KEY (escrow_id) REFERENCES escrows (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE escrow_agreements (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        escrow_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        version INT NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        side ENUM('BUYER', 'SELLER') NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY escrow_agreements_once (escrow_id, version, side),
        CONSTRAINT escrow_agreements_of FOREIGN KEY (escrow_id, version) REFERENCES escrow_terms (escrow_id, version)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE escrow_parts (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        escrow_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        position SMALLINT NOT NULL,
        title VARCHAR(120) NOT NULL,
        status ENUM('HELD', 'DELIVERED', 'DISPUTED', 'RELEASED', 'REFUNDED', 'SPLIT') NOT NULL,
        amount BIGINT NOT NULL,
        fee_amount BIGINT NOT NULL,
        held_amount BIGINT NOT NULL COMMENT 'what the buyer paid for it',
        seller_receives_amount BIGINT NOT NULL,
        refunded_amount BIGINT NOT NULL DEFAULT 0,
        released_amount BIGINT NOT NULL DEFAULT 0,
        earned_fee_amount BIGINT NOT NULL DEFAULT 0,
        delivery_hours INT NOT NULL,
        inspection_hours INT NOT NULL,
        timer_from DATETIME(3) NOT NULL COMMENT 'when the running timer began',
        deliver_by DATETIME(3) NOT NULL,
        inspect_by DATETIME(3) NULL,
        remind_at DATETIME(3) NULL,
        extended_at DATETIME(3) NULL COMMENT 'the buyer may ask for more time once',
        delivered_at DATETIME(3) NULL,
        settled_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY escrow_parts_position (escrow_id, position),
        KEY escrow_parts_delivery (status, deliver_by),
        KEY escrow_parts_inspection (status, inspect_by),
        KEY escrow_parts_remind (remind_at),
        CONSTRAINT escrow_parts_of FOREIGN KEY (escrow_id) REFERENCES escrows (id),
        CONSTRAINT escrow_parts_add_up CHECK (held_amount > 0 AND held_amount = seller_receives_amount + fee_amount),
        CONSTRAINT escrow_parts_settle CHECK (
          (status IN ('HELD', 'DELIVERED', 'DISPUTED') AND refunded_amount + released_amount + earned_fee_amount = 0)
          OR (status IN ('RELEASED', 'REFUNDED', 'SPLIT') AND earned_fee_amount <= fee_amount
              AND refunded_amount + released_amount + earned_fee_amount = held_amount))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE escrow_proofs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        escrow_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        part_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        body TEXT NOT NULL,
        attachment_ids JSON NOT NULL,
        created_at DATETIME(3) NOT NULL,
        KEY escrow_proofs_of (escrow_id, id),
        KEY escrow_proofs_part (part_id, id),
        CONSTRAINT escrow_proofs_of FOREIGN KEY (escrow_id) REFERENCES escrows (id),
        CONSTRAINT escrow_proofs_part FOREIGN KEY (part_id) REFERENCES escrow_parts (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(history('escrow_logs', 'escrow_id', 'escrows'));
    await runner.query(history('escrow_part_logs', 'part_id', 'escrow_parts'));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['part_logs', 'logs', 'proofs', 'parts', 'agreements', 'terms'])
      await runner.query(`
      DROP TABLE escrow_${table}
    `);
    await runner.query(`
      DROP TABLE escrows
    `);
  }
}
