import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'CHAR(26) CHARACTER SET ascii COLLATE ascii_bin';
const word = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

const rules = `
      CREATE TABLE discount_rules (
        id ${id} NOT NULL PRIMARY KEY,
        name VARCHAR(80) NOT NULL,
        note VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'for staff: what it is for',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY discount_rules_name (name)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const versions = `
      CREATE TABLE discount_versions (
        id ${id} NOT NULL PRIMARY KEY,
        rule_id ${id} NOT NULL,
        version INT NOT NULL COMMENT 'counts within the rule; grants keep it',
        definition JSON NOT NULL,
        occasion ENUM('daily', 'sale', 'manual') NOT NULL COMMENT 'when it grants, out of the definition',
        status ENUM('DRAFT', 'SIMULATED', 'APPROVED', 'LIVE', 'PAUSED', 'ENDED') NOT NULL,
        revision INT NOT NULL DEFAULT 1 COMMENT 'of a draft, so that two writers notice each other',
        in_force_of ${id} NULL COMMENT 'the rule, while the version is live or paused: one at a time',
        copied_from INT NULL COMMENT 'the version of this rule that it was taken from',
        live_from DATETIME(3) NULL COMMENT 'when it shall go live',
        live_at DATETIME(3) NULL,
        ended_at DATETIME(3) NULL,
        budget_amount BIGINT NULL,
        budget_used_amount BIGINT NOT NULL DEFAULT 0,
        simulated_cost_amount BIGINT NULL COMMENT 'of the newest simulation',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY discount_versions_version (rule_id, version),
        UNIQUE KEY discount_versions_in_force (in_force_of),
        KEY discount_versions_status (status, occasion, live_from),
        CONSTRAINT discount_versions_of FOREIGN KEY (rule_id) REFERENCES discount_rules (id),
        CONSTRAINT discount_versions_force CHECK ((in_force_of IS NOT NULL) = (status IN ('LIVE', 'PAUSED'))),
        CONSTRAINT discount_versions_budget CHECK
          (budget_used_amount >= 0 AND (budget_amount IS NULL OR budget_used_amount <= budget_amount))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const logs = `
      CREATE TABLE discount_version_logs (
        id ${id} NOT NULL PRIMARY KEY,
        version_id ${id} NOT NULL,
        from_status ${word(32)} NULL,
        to_status ${word(32)} NOT NULL,
        event ${word(48)} NOT NULL,
        reason VARCHAR(500) NULL,
        actor_kind ${word(16)} NOT NULL,
        actor_id ${word(64)} NULL,
        request_id ${word(64)} NULL,
        created_at DATETIME(3) NOT NULL,
        KEY discount_version_logs_of (version_id, id),
        CONSTRAINT discount_version_logs_of FOREIGN KEY (version_id) REFERENCES discount_versions (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

/** The key says it all: once for each person and period, and written by the hundred thousand without an id. */
const grants = `
      CREATE TABLE discount_grants (
        rule_id ${id} NOT NULL,
        period_key ${word(32)} NOT NULL,
        person_id ${id} NOT NULL,
        user_id ${id} NOT NULL,
        version INT NOT NULL,
        run_id ${id} NULL COMMENT 'the daily run or the gift that granted it; none for a price at a sale',
        tier SMALLINT NULL,
        kind ENUM('voucher', 'price', 'wallet_credit') NOT NULL,
        percent_bps INT NULL,
        amount BIGINT NOT NULL COMMENT 'the most it can cost, as it counts against the budget',
        used_amount BIGINT NOT NULL DEFAULT 0,
        status ENUM('GRANTED', 'HELD_OUT', 'RESERVED', 'USED', 'DELIVERED', 'RETURNED', 'EXPIRED', 'REVOKED') NOT NULL,
        transaction_id ${id} NULL COMMENT 'the sale that reserves or used it',
        valid_until DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (rule_id, period_key, person_id),
        KEY discount_grants_person (person_id, status),
        KEY discount_grants_user (user_id, status),
        KEY discount_grants_sale (transaction_id),
        KEY discount_grants_run_out (status, valid_until),
        KEY discount_grants_run (run_id, rule_id, person_id),
        CONSTRAINT discount_grants_amounts CHECK (amount >= 0 AND used_amount >= 0 AND used_amount <= amount),
        CONSTRAINT discount_grants_in_sales CHECK (status NOT IN ('RESERVED', 'USED') OR transaction_id IS NOT NULL)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const runs = `
      CREATE TABLE discount_runs (
        id ${id} NOT NULL PRIMARY KEY,
        task ${word(64)} NOT NULL,
        wib_date DATE NOT NULL,
        status ENUM('RUNNING', 'DONE') NOT NULL,
        started_at DATETIME(3) NOT NULL,
        finished_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY discount_runs_day (task, wib_date)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const runRules = `
      CREATE TABLE discount_run_rules (
        id ${id} NOT NULL PRIMARY KEY,
        run_id ${id} NOT NULL,
        rule_id ${id} NOT NULL,
        version INT NOT NULL,
        status ENUM('RUNNING', 'DONE') NOT NULL,
        cursor_person_id ${id} NOT NULL DEFAULT '' COMMENT 'all persons up to here have been looked at',
        looked_count INT NOT NULL DEFAULT 0,
        granted_count INT NOT NULL DEFAULT 0,
        held_out_count INT NOT NULL DEFAULT 0,
        skipped_count INT NOT NULL DEFAULT 0,
        skipped JSON NULL COMMENT 'how many for which reason',
        granted_amount BIGINT NOT NULL DEFAULT 0,
        begun_at DATETIME(3) NOT NULL COMMENT 'on the day of the run it may begin again',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY discount_run_rules_rule (run_id, rule_id),
        KEY discount_run_rules_of_rule (rule_id, version),
        CONSTRAINT discount_run_rules_of FOREIGN KEY (run_id) REFERENCES discount_runs (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

/** Whom to tell, and whom to pay: so many a minute, by the order of persons. */
const waves = `
      CREATE TABLE discount_waves (
        id ${id} NOT NULL PRIMARY KEY,
        run_id ${id} NOT NULL COMMENT 'the daily run or the gift',
        rule_id ${id} NOT NULL,
        version INT NOT NULL,
        kind ENUM('message', 'credit') NOT NULL,
        status ENUM('RUNNING', 'DONE') NOT NULL,
        since_at DATETIME(3) NOT NULL COMMENT 'what was granted before is another wave',
        cursor_person_id ${id} NOT NULL DEFAULT '' COMMENT 'all up to here have been told or paid',
        cursor_period_key ${word(32)} NOT NULL DEFAULT '' COMMENT 'of that person, up to this grant',
        done_count INT NOT NULL DEFAULT 0,
        left_out_count INT NOT NULL DEFAULT 0 COMMENT 'no consent, or no wallet that can take it',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY discount_waves_once (run_id, rule_id, version, kind, since_at),
        KEY discount_waves_status (status, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const gifts = `
      CREATE TABLE discount_gifts (
        id ${id} NOT NULL PRIMARY KEY,
        rule_id ${id} NOT NULL,
        version INT NOT NULL,
        staff_id ${id} NOT NULL,
        reason VARCHAR(500) NOT NULL,
        status ENUM('RUNNING', 'DONE', 'STOPPED') NOT NULL,
        total_count INT NOT NULL,
        done_count INT NOT NULL DEFAULT 0,
        granted_count INT NOT NULL DEFAULT 0,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY discount_gifts_rule (rule_id, id),
        CONSTRAINT discount_gifts_of FOREIGN KEY (rule_id, version) REFERENCES discount_versions (rule_id, version)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const giftRecipients = `
      CREATE TABLE discount_gift_recipients (
        id ${id} NOT NULL PRIMARY KEY,
        gift_id ${id} NOT NULL,
        position INT NOT NULL,
        named VARCHAR(254) NOT NULL COMMENT 'e-mail, phone or id as it was given',
        user_id ${id} NULL,
        outcome ENUM('WAITING', 'GRANTED', 'ALREADY', 'UNKNOWN', 'INACTIVE', 'OWN_BENEFIT', 'OUT_OF_BUDGET', 'STOPPED') NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY discount_gift_recipients_position (gift_id, position),
        KEY discount_gift_recipients_user (user_id),
        CONSTRAINT discount_gift_recipients_of FOREIGN KEY (gift_id) REFERENCES discount_gifts (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

export class CreateDiscounts1795000000022 implements MigrationInterface {
  name = 'CreateDiscounts1795000000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [rules, versions, logs, grants, runs, runRules, waves, gifts, giftRecipients])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [
      'gift_recipients',
      'gifts',
      'waves',
      'run_rules',
      'runs',
      'grants',
      'version_logs',
      'versions',
      'rules',
    ])
      await runner.query(`
      DROP TABLE discount_${name}
    `);
  }
}
