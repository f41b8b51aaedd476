import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlatformTables1795000000001 implements MigrationInterface {
  name = 'CreatePlatformTables1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        job VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        queue VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payload JSON NOT NULL,
        status ENUM('PENDING', 'SENT', 'DONE', 'DEAD') NOT NULL DEFAULT 'PENDING',
        attempts INT NOT NULL DEFAULT 0,
        failures INT NOT NULL DEFAULT 0 COMMENT 'errors of the job',
        lost_leases INT NOT NULL DEFAULT 0 COMMENT 'workers that died while they held it',
        available_at DATETIME(3) NOT NULL,
        sent_at DATETIME(3) NULL,
        leased_until DATETIME(3) NULL,
        finished_at DATETIME(3) NULL,
        last_error VARCHAR(500) NULL,
        unique_key VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY outbox_unique_key (unique_key),
        KEY outbox_due (status, available_at),
        KEY outbox_sent (status, sent_at),
        KEY outbox_finished (status, finished_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE state_changes (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        noun VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        to_status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        event VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        actor_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        KEY state_changes_subject (subject_id, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE scheduled_tasks (
        name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        next_run_at DATETIME(3) NOT NULL,
        last_run_at DATETIME(3) NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE idempotency_keys (
        owner VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        route VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        idempotency_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        body_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        resource_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        status_code SMALLINT NULL,
        response JSON NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (owner, route, idempotency_key),
        KEY idempotency_keys_age (created_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE alerts (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        kind VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        subject VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        severity ENUM('info', 'warning', 'critical') NOT NULL,
        details JSON NOT NULL,
        occurrences INT NOT NULL DEFAULT 1,
        open_key VARCHAR(190) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        last_at DATETIME(3) NOT NULL,
        closed_at DATETIME(3) NULL,
        closed_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        UNIQUE KEY alerts_open (open_key),
        KEY alerts_recent (last_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE work_queues (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        name VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status ENUM('RUNNING', 'PAUSED') NOT NULL,
        paused_at DATETIME(3) NULL,
        paused_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        pause_reason VARCHAR(500) NULL,
        drained_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY work_queues_name (name)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    const queues = ['payments', 'fulfilments', 'notifications', 'mail', 'maintenance'];
    for (const [index, name] of queues.entries()) {
      await runner.query(
        `INSERT INTO work_queues (id, name, status, created_at) VALUES (?, ?, 'RUNNING', UTC_TIMESTAMP(3))`,
        [String(index + 1).padStart(26, '0'), name],
      );
    }
    await runner.query(`
      CREATE TABLE heartbeats (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        kinds VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        host VARCHAR(64) NOT NULL,
        pid INT NOT NULL,
        started_at DATETIME(3) NOT NULL,
        seen_at DATETIME(3) NOT NULL,
        redis_up TINYINT(1) NOT NULL,
        redis_errors INT NOT NULL,
        redis_error VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        KEY heartbeats_seen (seen_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE heartbeats
    `);
    await runner.query(`
      DROP TABLE work_queues
    `);
    await runner.query(`
      DROP TABLE alerts
    `);
    await runner.query(`
      DROP TABLE idempotency_keys
    `);
    await runner.query(`
      DROP TABLE scheduled_tasks
    `);
    await runner.query(`
      DROP TABLE state_changes
    `);
    await runner.query(`
      DROP TABLE outbox
    `);
  }
}
