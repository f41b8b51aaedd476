import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'CHAR(26) CHARACTER SET ascii COLLATE ascii_bin';
const customerType = `ENUM('retail', 'reseller')`;

/**
 * One narrow row for each account. Those of one person lie side by side, so that a walk in the order of the key meets
 * each person once, in the order in which grants are kept.
 */
const figures = `
      CREATE TABLE customer_figures (
        person_id ${id} NOT NULL,
        user_id ${id} NOT NULL,
        is_further BOOLEAN AS (person_id <> user_id) STORED COMMENT 'one more account of a person known by an earlier one',
        is_open BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'the account may be used',
        customer_type ${customerType} NOT NULL,
        kyc_level ENUM('NONE', 'BASIC', 'FULL') NOT NULL,
        city VARCHAR(80) NULL,
        registered_on DATE NOT NULL COMMENT 'local day in Jakarta',
        birth_year SMALLINT NULL,
        birth_month TINYINT NULL,
        birth_day TINYINT NULL,
        order_count INT NOT NULL DEFAULT 0 COMMENT 'delivered, and not given back',
        spend_amount BIGINT NOT NULL DEFAULT 0 COMMENT 'goods after discounts, of those orders',
        first_order_at DATETIME(3) NULL,
        last_order_at DATETIME(3) NULL,
        PRIMARY KEY (person_id, user_id),
        UNIQUE KEY customer_figures_user (user_id),
        KEY customer_figures_further (is_further),
        KEY customer_figures_birthday (birth_month, birth_day, is_open),
        KEY customer_figures_registered (registered_on, is_open),
        KEY customer_figures_spend (spend_amount, is_open),
        KEY customer_figures_orders (order_count, is_open),
        KEY customer_figures_last_order (last_order_at, is_open)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

/** Where one statement over customers may end: so many accounts lie between one mark and the next. */
const marks = `
      CREATE TABLE customer_marks (
        person_id ${id} NOT NULL PRIMARY KEY,
        accounts INT NOT NULL COMMENT 'since the mark before',
        created_at DATETIME(3) NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const purchases = `
      CREATE TABLE purchases (
        transaction_id ${id} NOT NULL PRIMARY KEY,
        user_id ${id} NOT NULL,
        person_id ${id} NOT NULL,
        placed_at DATETIME(3) NOT NULL COMMENT 'when it was bought: at that moment it had, or had not, a discount',
        at DATETIME(3) NOT NULL COMMENT 'when the goods were delivered',
        wib_date DATE NOT NULL COMMENT 'that day in Jakarta',
        type ENUM('PPOB', 'PURCHASE') NOT NULL,
        customer_type ${customerType} NOT NULL,
        goods_amount BIGINT NOT NULL,
        discount_amount BIGINT NOT NULL DEFAULT 0,
        cost_amount BIGINT NOT NULL,
        status ENUM('DONE', 'UNDONE') NOT NULL DEFAULT 'DONE' COMMENT 'UNDONE: given back as a whole',
        undone_at DATETIME(3) NULL,
        KEY purchases_user (user_id, status, at),
        KEY purchases_day (wib_date, user_id, status, goods_amount, discount_amount),
        CONSTRAINT purchases_undone CHECK ((status = 'UNDONE') = (undone_at IS NOT NULL))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const purchaseLines = `
      CREATE TABLE purchase_lines (
        transaction_id ${id} NOT NULL,
        position SMALLINT NOT NULL,
        user_id ${id} NOT NULL,
        product_id ${id} NOT NULL,
        category_id ${id} NOT NULL COMMENT 'of the product when it was delivered',
        amount BIGINT NOT NULL COMMENT 'before discounts',
        cost_amount BIGINT NOT NULL,
        PRIMARY KEY (transaction_id, position),
        KEY purchase_lines_category (user_id, category_id, transaction_id),
        CONSTRAINT purchase_lines_of FOREIGN KEY (transaction_id) REFERENCES purchases (transaction_id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const days = `
      CREATE TABLE customer_days (
        user_id ${id} NOT NULL,
        wib_date DATE NOT NULL,
        order_count INT NOT NULL,
        spend_amount BIGINT NOT NULL,
        PRIMARY KEY (user_id, wib_date),
        KEY customer_days_day (wib_date)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const segments = `
      CREATE TABLE segments (
        id ${id} NOT NULL PRIMARY KEY,
        name VARCHAR(80) NOT NULL,
        member_count INT NOT NULL DEFAULT 0,
        unmatched_count INT NOT NULL DEFAULT 0 COMMENT 'lines of the uploaded list that name no customer',
        unmatched MEDIUMTEXT NULL COMMENT 'those lines',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY segments_name (name)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

const members = `
      CREATE TABLE segment_members (
        segment_id ${id} NOT NULL,
        user_id ${id} NOT NULL,
        PRIMARY KEY (segment_id, user_id),
        KEY segment_members_user (user_id),
        CONSTRAINT segment_members_of FOREIGN KEY (segment_id) REFERENCES segments (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `;

export class CreateCustomerFacts1795000000021 implements MigrationInterface {
  name = 'CreateCustomerFacts1795000000021';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [figures, marks, purchases, purchaseLines, days, segments, members])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [
      'segment_members',
      'segments',
      'customer_days',
      'purchase_lines',
      'purchases',
      'customer_marks',
      'customer_figures',
    ])
      await runner.query(`
      DROP TABLE ${name}
    `);
  }
}
