import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDailySales1795000000010 implements MigrationInterface {
  name = 'CreateDailySales1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE daily_sales (
        wib_date DATE NOT NULL PRIMARY KEY,
        placed_count INT NOT NULL DEFAULT 0,
        paid_count INT NOT NULL DEFAULT 0,
        success_count INT NOT NULL DEFAULT 0,
        failed_count INT NOT NULL DEFAULT 0,
        revenue_amount BIGINT NOT NULL DEFAULT 0,
        cost_amount BIGINT NOT NULL DEFAULT 0,
        updated_at DATETIME(3) NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE daily_sales
    `);
  }
}
