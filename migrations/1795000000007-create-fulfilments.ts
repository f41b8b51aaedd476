import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFulfilments1795000000007 implements MigrationInterface {
  name = 'CreateFulfilments1795000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fulfilments (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        supplier VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        ref_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        supplier_sku VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        customer_no VARCHAR(120) NOT NULL,
        status ENUM('QUEUED', 'SENT', 'PENDING', 'UNKNOWN', 'SUCCESS', 'FAILED', 'REVERSED') NOT NULL,
        max_price_amount BIGINT NOT NULL,
        cost_amount BIGINT NULL COMMENT 'what the supplier charged',
        needs_serial_number BOOLEAN NOT NULL DEFAULT TRUE,
        serial_number_cipher VARBINARY(4096) NULL,
        serial_number_hint VARCHAR(40) NULL,
        rc VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
        supplier_message VARCHAR(300) NULL,
        calls INT NOT NULL DEFAULT 0,
        last_called_at DATETIME(3) NULL,
        next_check_at DATETIME(3) NULL,
        first_called_at DATETIME(3) NULL,
        settled_at DATETIME(3) NULL,
        review_reason VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY fulfilments_transaction (transaction_id),
        UNIQUE KEY fulfilments_ref (ref_id),
        KEY fulfilments_check (status, next_check_at),
        KEY fulfilments_review (review_reason)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE fulfilment_calls (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        fulfilment_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        purpose ENUM('purchase', 'status', 'callback') NOT NULL,
        outcome ENUM('SUCCESS', 'PENDING', 'FAILED', 'UNKNOWN', 'REFUSED') NOT NULL,
        rc VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
        message VARCHAR(300) NULL,
        http_status SMALLINT NULL,
        duration_ms INT NULL,
        created_at DATETIME(3) NOT NULL,
        KEY fulfilment_calls_of (fulfilment_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE fulfilment_callbacks (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        supplier VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        ref_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        verdict ENUM('RECEIVED', 'APPLIED', 'IGNORED', 'REVIEW', 'FAILED') NOT NULL DEFAULT 'RECEIVED',
        note VARCHAR(300) NULL,
        body_cipher VARBINARY(8192) NOT NULL COMMENT 'encrypted: it holds serial numbers',
        deliveries INT NOT NULL DEFAULT 1,
        ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        processed_at DATETIME(3) NULL,
        UNIQUE KEY fulfilment_callbacks_event (supplier, event_key),
        KEY fulfilment_callbacks_ref (ref_id),
        KEY fulfilment_callbacks_open (verdict, created_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE shipments (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('QUEUED', 'PACKED', 'SHIPPED', 'DELIVERED', 'CANCELLED') NOT NULL,
        recipient_name VARCHAR(120) NOT NULL,
        phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        address VARCHAR(500) NOT NULL,
        city VARCHAR(80) NOT NULL,
        postal_code VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        note VARCHAR(300) NULL,
        courier VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        tracking_number VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        weight_grams INT NOT NULL DEFAULT 0,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY shipments_transaction (transaction_id),
        KEY shipments_status (status, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE shipments
    `);
    await runner.query(`
      DROP TABLE fulfilment_callbacks
    `);
    await runner.query(`
      DROP TABLE fulfilment_calls
    `);
    await runner.query(`
      DROP TABLE fulfilments
    `);
  }
}
