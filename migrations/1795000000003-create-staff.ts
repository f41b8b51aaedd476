import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStaff1795000000003 implements MigrationInterface {
  name = 'CreateStaff1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_accounts (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        name VARCHAR(120) NOT NULL,
        email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
        password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        role ENUM('owner', 'admin', 'finance', 'support', 'catalogue', 'viewer') NOT NULL,
        active BOOLEAN NOT NULL DEFAULT TRUE,
        totp_secret_cipher VARBINARY(255) NULL,
        totp_last_step BIGINT NULL,
        sessions_valid_from DATETIME(3) NOT NULL,
        last_login_at DATETIME(3) NULL,
        version INT NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY staff_accounts_email (email),
        UNIQUE KEY staff_accounts_phone (phone)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE activity_logs (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        actor_name VARCHAR(120) NULL,
        action VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_type VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        before_values JSON NULL,
        after_values JSON NULL,
        ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY activity_logs_subject (subject_type, subject_id, id),
        KEY activity_logs_actor (actor_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TRIGGER activity_logs_no_update BEFORE UPDATE ON activity_logs FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'activity_logs is append-only'
    `);
    await runner.query(`
      CREATE TRIGGER activity_logs_no_delete BEFORE DELETE ON activity_logs FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'activity_logs is append-only'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE activity_logs
    `);
    await runner.query(`
      DROP TABLE staff_accounts
    `);
  }
}
