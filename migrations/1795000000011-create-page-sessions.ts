import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePageSessions1795000000011 implements MigrationInterface {
  name = 'CreatePageSessions1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE page_sessions (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
        user_agent VARCHAR(200) NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY page_sessions_hash (token_hash),
        KEY page_sessions_user (user_id),
        KEY page_sessions_expiry (expires_at),
        CONSTRAINT page_sessions_of_user FOREIGN KEY (user_id) REFERENCES users (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE page_sessions`);
  }
}
