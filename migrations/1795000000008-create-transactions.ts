import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTransactions1795000000008 implements MigrationInterface {
  name = 'CreateTransactions1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE transactions (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        number VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        type ENUM('PPOB', 'PURCHASE', 'TOPUP', 'TRANSFER', 'WITHDRAWAL', 'ESCROW') NOT NULL,
        status ENUM('AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS', 'FAILED', 'REFUNDED', 'EXPIRED', 'CANCELLED') NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a top-up, a transfer or a withdrawal',
        customer_type ENUM('retail', 'reseller') NOT NULL DEFAULT 'retail',
        contact_name VARCHAR(120) NOT NULL DEFAULT '',
        contact_email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
        contact_phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
        locale ENUM('id', 'en') NOT NULL DEFAULT 'id',
        inputs JSON NULL,
        input_schema_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        customer_no VARCHAR(120) NULL,
        shipping JSON NULL COMMENT 'recipient and courier of physical goods',
        goods_amount BIGINT NOT NULL,
        discount_amount BIGINT NOT NULL DEFAULT 0,
        admin_fee_amount BIGINT NOT NULL DEFAULT 0,
        shipping_amount BIGINT NOT NULL DEFAULT 0,
        total_amount BIGINT NOT NULL,
        cost_amount BIGINT NOT NULL,
        currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IDR',
        wib_date DATE NOT NULL COMMENT 'local day in Jakarta on which it was placed',
        expires_at DATETIME(3) NOT NULL,
        paid_at DATETIME(3) NULL,
        finished_at DATETIME(3) NULL,
        failure_code VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY transactions_number (number),
        KEY transactions_user (user_id, id),
        KEY transactions_status (status, id),
        KEY transactions_expiry (status, expires_at),
        KEY transactions_day (wib_date, status),
        KEY transactions_phone (contact_phone, id),
        KEY transactions_total (total_amount, id),
        CONSTRAINT transactions_total_adds_up CHECK
          (total_amount = goods_amount - discount_amount + admin_fee_amount + shipping_amount),
        CONSTRAINT transactions_discount_fits CHECK (discount_amount BETWEEN 0 AND goods_amount)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE transaction_lines (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        position SMALLINT NOT NULL,
        product_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        sku VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        name VARCHAR(160) NOT NULL,
        quantity INT NOT NULL,
        unit_amount BIGINT NOT NULL,
        total_amount BIGINT NOT NULL COMMENT 'before discounts',
        discount_amount BIGINT NOT NULL DEFAULT 0,
        cost_amount BIGINT NOT NULL,
        price_explanation JSON NOT NULL,
        supplier VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
        supplier_sku VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what will be bought, whatever the product becomes',
        needs_serial_number BOOLEAN NOT NULL DEFAULT FALSE,
        weight_grams INT NOT NULL DEFAULT 0 COMMENT 'of one piece',
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY transaction_lines_position (transaction_id, position),
        KEY transaction_lines_product (product_id, id),
        CONSTRAINT transaction_lines_of FOREIGN KEY (transaction_id) REFERENCES transactions (id),
        CONSTRAINT transaction_lines_add_up CHECK (quantity > 0 AND total_amount = unit_amount * quantity),
        CONSTRAINT transaction_lines_discount_fits CHECK (discount_amount BETWEEN 0 AND total_amount)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE transaction_discounts (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        source ENUM('rule', 'grant', 'voucher') NOT NULL,
        source_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        version INT NOT NULL,
        name VARCHAR(80) NOT NULL,
        amount BIGINT NOT NULL,
        explanation JSON NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY transaction_discounts_once (transaction_id, source, source_id),
        KEY transaction_discounts_source (source_id, version, id),
        CONSTRAINT transaction_discounts_of FOREIGN KEY (transaction_id) REFERENCES transactions (id),
        CONSTRAINT transaction_discounts_give CHECK (amount > 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE transaction_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY transaction_logs_of (transaction_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE refund_claims (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        amount BIGINT NOT NULL,
        claimed_amount BIGINT NOT NULL DEFAULT 0,
        token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('OPEN', 'CLAIMED') NOT NULL DEFAULT 'OPEN',
        claimed_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        claimed_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY refund_claims_transaction (transaction_id),
        UNIQUE KEY refund_claims_token (token_hash)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE refund_claims
    `);
    await runner.query(`
      DROP TABLE transaction_logs
    `);
    await runner.query(`
      DROP TABLE transaction_discounts
    `);
    await runner.query(`
      DROP TABLE transaction_lines
    `);
    await runner.query(`
      DROP TABLE transactions
    `);
  }
}
