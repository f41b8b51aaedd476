import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVouchers1795000000020 implements MigrationInterface {
  name = 'CreateVouchers1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vouchers (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        name VARCHAR(80) NOT NULL,
        kind ENUM('PERCENT', 'FIXED') NOT NULL,
        percent_bps INT NOT NULL DEFAULT 0,
        amount BIGINT NOT NULL DEFAULT 0,
        cap_amount BIGINT NULL COMMENT 'most that a percentage gives',
        minimum_spend_amount BIGINT NOT NULL DEFAULT 0,
        valid_from DATETIME(3) NOT NULL,
        valid_until DATETIME(3) NULL,
        weekdays JSON NULL COMMENT 'in Jakarta, 1 is Monday; empty for all',
        from_minute SMALLINT NULL COMMENT 'of the day in Jakarta',
        until_minute SMALLINT NULL COMMENT 'the first minute after; smaller than from_minute when it crosses midnight',
        first_purchase_only BOOLEAN NOT NULL DEFAULT FALSE,
        use_limit INT NULL,
        used_count INT NOT NULL DEFAULT 0 COMMENT 'reserved or used',
        person_limit SMALLINT NULL,
        budget_amount BIGINT NULL,
        budget_used_amount BIGINT NOT NULL DEFAULT 0,
        stacking_group VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
        priority INT NOT NULL DEFAULT 100,
        floor_bps INT NOT NULL DEFAULT 0 COMMENT 'above cost, beside the floor of the shop',
        status ENUM('DRAFT', 'LIVE', 'PAUSED', 'ENDED') NOT NULL,
        version INT NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY vouchers_status (status, valid_until),
        CONSTRAINT vouchers_give_something CHECK
          ((kind = 'PERCENT' AND percent_bps BETWEEN 1 AND 10000 AND amount = 0)
           OR (kind = 'FIXED' AND amount > 0 AND percent_bps = 0 AND cap_amount IS NULL)),
        CONSTRAINT vouchers_keep_their_limits CHECK
          (used_count >= 0 AND (use_limit IS NULL OR used_count <= use_limit)
           AND budget_used_amount >= 0 AND (budget_amount IS NULL OR budget_used_amount <= budget_amount))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE voucher_targets (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        voucher_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        kind ENUM('product', 'category', 'customer_type', 'user') NOT NULL,
        target_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY voucher_targets_once (voucher_id, kind, target_id),
        KEY voucher_targets_of (kind, target_id),
        CONSTRAINT voucher_targets_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE voucher_batches (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        voucher_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        size INT NOT NULL,
        made_count INT NOT NULL DEFAULT 0,
        status ENUM('MAKING', 'READY', 'DOWNLOADED') NOT NULL,
        requested_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        downloaded_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        downloaded_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY voucher_batches_voucher (voucher_id, id),
        CONSTRAINT voucher_batches_of FOREIGN KEY (voucher_id) REFERENCES vouchers (id),
        CONSTRAINT voucher_batches_fill CHECK (made_count BETWEEN 0 AND size)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE voucher_codes (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        voucher_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        batch_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'codes of a batch are good once each',
        code VARBINARY(40) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY voucher_codes_code (code),
        KEY voucher_codes_voucher (voucher_id, batch_id),
        KEY voucher_codes_batch (batch_id, id),
        CONSTRAINT voucher_codes_of FOREIGN KEY (voucher_id) REFERENCES vouchers (id),
        CONSTRAINT voucher_codes_in FOREIGN KEY (batch_id) REFERENCES voucher_batches (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE voucher_usages (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        voucher_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        code_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL,
        status ENUM('RESERVED', 'USED', 'RETURNED') NOT NULL,
        slot SMALLINT NULL COMMENT 'from 1 to the limit of a person, while it lives',
        code_once CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the code of a batch, while it lives',
        first_once CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the person, while a first purchase lives',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY voucher_usages_sale (transaction_id, voucher_id),
        UNIQUE KEY voucher_usages_slot (voucher_id, person_id, slot),
        UNIQUE KEY voucher_usages_code (code_once),
        UNIQUE KEY voucher_usages_first (first_once),
        KEY voucher_usages_voucher (voucher_id, status, id),
        KEY voucher_usages_person (person_id, id),
        CONSTRAINT voucher_usages_of FOREIGN KEY (voucher_id) REFERENCES vouchers (id),
        CONSTRAINT voucher_usages_come_back CHECK
          (status <> 'RETURNED' OR (slot IS NULL AND code_once IS NULL AND first_once IS NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE voucher_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        voucher_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY voucher_logs_of (voucher_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE voucher_refusals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        voucher_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'empty for a code that nobody made',
        code VARCHAR(40) NOT NULL COMMENT 'as it was typed, at most its beginning',
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        judgements JSON NOT NULL COMMENT 'every condition with what was needed and what was found',
        created_at DATETIME(3) NOT NULL,
        KEY voucher_refusals_user (user_id, id),
        KEY voucher_refusals_voucher (voucher_id, id),
        KEY voucher_refusals_age (created_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['refusals', 'logs', 'usages', 'codes', 'batches', 'targets'])
      await runner.query(`DROP TABLE voucher_${table}`);
    await runner.query('DROP TABLE vouchers');
  }
}
