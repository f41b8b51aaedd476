import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsers1795000000002 implements MigrationInterface {
  name = 'CreateUsers1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (id) COMMENT 'one person behind several accounts: the earliest of them',
        name VARCHAR(120) NOT NULL,
        email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
        phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
        password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
        role ENUM('admin', 'customer') NOT NULL DEFAULT 'customer',
        customer_type ENUM('retail', 'reseller') NOT NULL DEFAULT 'retail',
        is_guest BOOLEAN NOT NULL DEFAULT FALSE,
        status ENUM('ACTIVE', 'INACTIVE', 'BANNED') NOT NULL DEFAULT 'ACTIVE',
        status_reason VARCHAR(500) NULL,
        kyc_level ENUM('NONE', 'BASIC', 'FULL') NOT NULL DEFAULT 'NONE',
        locale ENUM('id', 'en') NOT NULL DEFAULT 'id',
        birth_year SMALLINT NULL COMMENT 'an import may bring a day that no calendar has: it is kept, and has no birthday',
        birth_month TINYINT NULL,
        birth_day TINYINT NULL,
        city VARCHAR(80) NULL,
        last_login_at DATETIME(3) NULL,
        version INT NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY users_email (email),
        UNIQUE KEY users_phone (phone),
        KEY users_status (status, id),
        KEY users_person (person_id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE person_marks (
        mark_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT 'of an address or a number that an account ever carried',
        person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        KEY person_marks_person (person_id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE refresh_tokens (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        family_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        used_at DATETIME(3) NULL,
        revoked_at DATETIME(3) NULL,
        revoked_reason VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        user_agent VARCHAR(200) NULL,
        ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY refresh_tokens_hash (token_hash),
        KEY refresh_tokens_family (family_id, revoked_at),
        KEY refresh_tokens_expiry (expires_at),
        KEY refresh_tokens_user (user_id, expires_at),
        CONSTRAINT refresh_tokens_of_user FOREIGN KEY (user_id) REFERENCES users (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE refresh_tokens
    `);
    await runner.query(`
      DROP TABLE person_marks
    `);
    await runner.query(`
      DROP TABLE users
    `);
  }
}
