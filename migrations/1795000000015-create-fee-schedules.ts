import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bands that the shop opened with; amounts between two of the published bands belong to the lower one. */
const firstBands = [
  { from: 10_000, to: 100_999, fee: { flat: 5_000 } },
  { from: 101_000, to: 300_999, fee: { flat: 10_000 } },
  { from: 301_000, to: 650_999, fee: { flat: 15_000 } },
  { from: 651_000, to: 950_999, fee: { flat: 20_000 } },
  { from: 951_000, to: 2_000_000, fee: { flat: 25_000 } },
  { from: 2_000_001, to: 3_500_000, fee: { flat: 35_000 } },
  { from: 3_500_001, to: 6_500_000, fee: { bps: 250 } },
  { from: 6_500_001, to: 10_000_000, fee: { bps: 340 } },
  { from: 10_000_001, to: 20_000_000, fee: { bps: 420 } },
];

export class CreateFeeSchedules1795000000015 implements MigrationInterface {
  name = 'CreateFeeSchedules1795000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fee_schedules (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        version INT NULL COMMENT 'given when it is scheduled; deals keep it',
        name VARCHAR(80) NOT NULL,
        bands JSON NOT NULL,
        status ENUM('DRAFT', 'SCHEDULED', 'CANCELLED', 'DISCARDED') NOT NULL,
        effective_from DATETIME(3) NULL,
        revision INT NOT NULL DEFAULT 1 COMMENT 'of a draft, so that two writers notice each other',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY fee_schedules_version (version),
        KEY fee_schedules_in_force (status, effective_from),
        CONSTRAINT fee_schedules_are_dated CHECK
          (status NOT IN ('SCHEDULED', 'CANCELLED') OR (version IS NOT NULL AND effective_from IS NOT NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(
      `INSERT INTO fee_schedules
         (id, version, name, bands, status, effective_from, revision, created_at, updated_at)
       VALUES ('01JD0000000000000000000001', 1, 'Tarif awal', ?, 'SCHEDULED', '2020-01-01', 1,
               UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [JSON.stringify(firstBands)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE fee_schedules
    `);
  }
}
