import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1795000000009 implements MigrationInterface {
  name = 'CreateNotifications1795000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        sequence BIGINT NOT NULL,
        kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        params JSON NOT NULL,
        event_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        read_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY notifications_sequence (user_id, sequence),
        UNIQUE KEY notifications_event (user_id, event_key)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE notification_counters (
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        last_sequence BIGINT NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE notification_deliveries (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        channel ENUM('email') NOT NULL,
        template VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        recipient VARCHAR(254) NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        locale ENUM('id', 'en') NOT NULL,
        subject_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        params JSON NOT NULL,
        event_key VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('QUEUED', 'SENDING', 'SENT', 'FAILED', 'WITHHELD') NOT NULL DEFAULT 'QUEUED',
        provider_id VARCHAR(200) NULL,
        error VARCHAR(300) NULL,
        sent_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY notification_deliveries_event (event_key),
        KEY notification_deliveries_subject (subject_id, id),
        KEY notification_deliveries_user (user_id, id),
        KEY notification_deliveries_status (status, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE notification_deliveries
    `);
    await runner.query(`
      DROP TABLE notification_counters
    `);
    await runner.query(`
      DROP TABLE notifications
    `);
  }
}
