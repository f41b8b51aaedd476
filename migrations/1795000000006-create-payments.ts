import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayments1795000000006 implements MigrationInterface {
  name = 'CreatePayments1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payments (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payer_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'paid from it, without a gateway',
        standing_code_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the code into which it was paid',
        gateway VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        method VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        method_name VARCHAR(80) NOT NULL DEFAULT '',
        status ENUM('UNPAID', 'PAID', 'EXPIRED', 'FAILED', 'CANCELLED', 'PARTIALLY_REFUNDED', 'REFUNDED') NOT NULL,
        order_amount BIGINT NOT NULL COMMENT 'what the sale costs',
        fee_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'gateway fee borne by the customer',
        merchant_fee_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'gateway fee borne by the shop',
        amount BIGINT NOT NULL COMMENT 'what the customer pays: order plus fee',
        paid_amount BIGINT NOT NULL DEFAULT 0,
        refunded_amount BIGINT NOT NULL DEFAULT 0,
        merchant_ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reference VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        pay_code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        pay_url VARCHAR(500) NULL,
        qr_string VARCHAR(1000) NULL,
        checkout_url VARCHAR(500) NULL,
        instructions JSON NULL,
        request JSON NULL COMMENT 'payer and items as the gateway is told them',
        expires_at DATETIME(3) NOT NULL COMMENT 'until when the sale waits',
        gateway_expires_at DATETIME(3) NULL COMMENT 'until when the gateway collects',
        paid_at DATETIME(3) NULL,
        returned_at DATETIME(3) NULL COMMENT 'when the gateway gave the money back by itself',
        next_check_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY payments_transaction (transaction_id),
        UNIQUE KEY payments_merchant_ref (merchant_ref),
        UNIQUE KEY payments_reference (gateway, reference),
        KEY payments_check (status, next_check_at),
        KEY payments_status (status, id),
        KEY payments_standing_code (standing_code_id, id),
        CONSTRAINT payments_amounts CHECK (amount = order_amount + fee_amount AND refunded_amount <= paid_amount)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE standing_codes (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        wallet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        gateway VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        method VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        method_name VARCHAR(80) NOT NULL,
        uuid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'as the gateway calls it; empty until it has answered',
        pay_code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        qr_string VARCHAR(1000) NULL,
        checked_at DATETIME(3) NOT NULL COMMENT 'until when its payments are known',
        next_check_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY standing_codes_wallet (wallet_id, gateway, method),
        KEY standing_codes_user (user_id, id),
        KEY standing_codes_pay_code (pay_code),
        KEY standing_codes_check (next_check_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE payment_callbacks (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        gateway VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payment_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        reference VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        merchant_ref VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        reported_status VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
        verdict ENUM('RECEIVED', 'APPLIED', 'IGNORED', 'PARKED', 'FAILED') NOT NULL DEFAULT 'RECEIVED',
        note VARCHAR(300) NULL,
        raw_body MEDIUMTEXT NOT NULL,
        headers JSON NOT NULL,
        deliveries INT NOT NULL DEFAULT 1,
        ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        processed_at DATETIME(3) NULL,
        UNIQUE KEY payment_callbacks_event (gateway, event_key),
        KEY payment_callbacks_payment (payment_id),
        KEY payment_callbacks_reference (reference),
        KEY payment_callbacks_open (verdict, created_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE payment_callbacks
    `);
    await runner.query(`
      DROP TABLE standing_codes
    `);
    await runner.query(`
      DROP TABLE payments
    `);
  }
}
