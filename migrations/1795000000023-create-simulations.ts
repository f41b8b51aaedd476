import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'CHAR(26) CHARACTER SET ascii COLLATE ascii_bin';

const simulations = `
      CREATE TABLE discount_simulations (
        id ${id} NOT NULL PRIMARY KEY,
        version_id ${id} NOT NULL,
        rule_id ${id} NOT NULL,
        version INT NOT NULL,
        revision INT NOT NULL COMMENT 'of the draft that was simulated',
        definition JSON NOT NULL COMMENT 'as it was simulated',
        from_date DATE NOT NULL COMMENT 'local days in Jakarta, both included',
        to_date DATE NOT NULL,
        status ENUM('RUNNING', 'DONE', 'FAILED') NOT NULL,
        people_total INT NOT NULL,
        people_done INT NOT NULL DEFAULT 0,
        order_count INT NOT NULL DEFAULT 0 COMMENT 'sales that were looked at',
        result JSON NULL,
        failure VARCHAR(64) NULL,
        staff_id ${id} NULL,
        finished_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY discount_simulations_version (version_id, id),
        KEY discount_simulations_status (status, id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

/** A person gets a rule once for each period, in a simulation as in life. */
const grants = `
      CREATE TABLE discount_simulation_grants (
        simulation_id ${id} NOT NULL,
        person_id ${id} NOT NULL,
        period_key VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id ${id} NOT NULL,
        granted_at DATETIME(3) NOT NULL,
        wib_date DATE NOT NULL,
        outcome ENUM('GRANTED', 'HELD_OUT', 'OUT_OF_BUDGET') NOT NULL,
        tier SMALLINT NULL,
        amount BIGINT NOT NULL COMMENT 'the most it can cost, as it counts against the budget',
        transaction_id ${id} NULL COMMENT 'the sale on which it would have been used',
        used_date DATE NULL,
        used_amount BIGINT NOT NULL DEFAULT 0,
        promised_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'what that sale would have got without the floor',
        order_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'of that sale, after the discounts it had from elsewhere',
        order_cost_amount BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (simulation_id, person_id, period_key),
        KEY discount_simulation_grants_when (simulation_id, granted_at, user_id),
        KEY discount_simulation_grants_sale (transaction_id),
        CONSTRAINT discount_simulation_grants_of FOREIGN KEY (simulation_id) REFERENCES discount_simulations (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

export class CreateSimulations1795000000023 implements MigrationInterface {
  name = 'CreateSimulations1795000000023';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [simulations, grants]) await runner.query(statement);
    // The past of one person after another is read from this index alone.
    await runner.query(`
      ALTER TABLE purchases
        ADD KEY purchases_past (person_id, user_id, at, placed_at, goods_amount, discount_amount, cost_amount, undone_at)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE purchases DROP KEY purchases_past
    `);
    for (const name of ['simulation_grants', 'simulations'])
      await runner.query(`
      DROP TABLE discount_${name}
    `);
  }
}
