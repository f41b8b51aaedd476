import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomerCare1795000000024 implements MigrationInterface {
  name = 'CreateCustomerCare1795000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consents (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        purpose ENUM('marketing') NOT NULL,
        channel VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('GIVEN', 'WITHDRAWN') NOT NULL,
        source VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        since DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY consents_one (user_id, purpose, channel),
        KEY consents_status (status, id),
        CONSTRAINT consents_of_user FOREIGN KEY (user_id) REFERENCES users (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE consent_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        consent_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL COMMENT 'how it was said: the source, and what staff wrote',
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY consent_logs_consent (consent_id, id),
        CONSTRAINT consent_logs_of_consent FOREIGN KEY (consent_id) REFERENCES consents (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE customer_notes (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        body VARCHAR(2000) NOT NULL,
        author_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        removed_at DATETIME(3) NULL,
        removed_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY customer_notes_user (user_id, id),
        KEY customer_notes_author (author_id, id),
        CONSTRAINT customer_notes_of_user FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT customer_notes_by FOREIGN KEY (author_id) REFERENCES staff_accounts (id),
        CONSTRAINT customer_notes_removed CHECK ((removed_at IS NULL) = (removed_by IS NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE tickets (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        transaction_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        subject VARCHAR(160) NOT NULL,
        status ENUM('OPEN', 'ANSWERED', 'CLOSED') NOT NULL,
        waiting_since DATETIME(3) NULL COMMENT 'since when the customer waits for an answer',
        closed_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY tickets_user (user_id, id),
        KEY tickets_transaction (transaction_id, id),
        KEY tickets_queue (status, waiting_since),
        KEY tickets_waiting (waiting_since, id),
        CONSTRAINT tickets_of_user FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT tickets_about FOREIGN KEY (transaction_id) REFERENCES transactions (id),
        CONSTRAINT tickets_wait_while_open CHECK ((status = 'OPEN') = (waiting_since IS NOT NULL)),
        CONSTRAINT tickets_closed CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE ticket_messages (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        ticket_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        author_kind ENUM('customer', 'staff') NOT NULL,
        author_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        body VARCHAR(2000) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        KEY ticket_messages_ticket (ticket_id, id),
        CONSTRAINT ticket_messages_of_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ticket_messages
    `);
    await runner.query(`
      DROP TABLE tickets
    `);
    await runner.query(`
      DROP TABLE customer_notes
    `);
    await runner.query(`
      DROP TABLE consent_logs
    `);
    await runner.query(`
      DROP TABLE consents
    `);
  }
}
