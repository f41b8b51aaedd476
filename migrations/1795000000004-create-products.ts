import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProducts1795000000004 implements MigrationInterface {
  name = 'CreateProducts1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_categories (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        code VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        name_id VARCHAR(80) NOT NULL,
        name_en VARCHAR(80) NOT NULL,
        description_id VARCHAR(300) NOT NULL DEFAULT '',
        description_en VARCHAR(300) NOT NULL DEFAULT '',
        icon VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'gift',
        sort_order INT NOT NULL DEFAULT 100,
        active BOOLEAN NOT NULL DEFAULT TRUE,
        version INT NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY product_categories_code (code)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE input_schemas (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        version INT NOT NULL,
        fields JSON NOT NULL,
        join_template VARCHAR(200) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY input_schemas_version (code, version)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE products (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        category_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        sku VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        supplier VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
        supplier_sku VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        name VARCHAR(160) NOT NULL,
        brand VARCHAR(80) NOT NULL DEFAULT '',
        kind ENUM('digital', 'physical') NOT NULL,
        input_schema_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        cost_amount BIGINT NOT NULL,
        retail_price_amount BIGINT NULL,
        reseller_price_amount BIGINT NULL,
        loss_agreed_cost_amount BIGINT NULL COMMENT 'two people agreed to its prices up to this cost',
        admin_fee_amount BIGINT NOT NULL DEFAULT 0,
        stock INT NULL,
        weight_grams INT NULL,
        cut_off_start VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NULL,
        cut_off_end VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NULL,
        needs_serial_number BOOLEAN NOT NULL DEFAULT TRUE,
        popular BOOLEAN NOT NULL DEFAULT FALSE,
        active BOOLEAN NOT NULL DEFAULT TRUE,
        supplier_active BOOLEAN NOT NULL DEFAULT TRUE,
        description_id VARCHAR(600) NOT NULL DEFAULT '',
        description_en VARCHAR(600) NOT NULL DEFAULT '',
        version INT NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY products_sku (sku),
        KEY products_category (category_id, active, id),
        KEY products_name (name),
        KEY products_supplier (supplier, supplier_sku),
        CONSTRAINT products_of_category FOREIGN KEY (category_id) REFERENCES product_categories (id),
        CONSTRAINT products_inputs FOREIGN KEY (input_schema_id) REFERENCES input_schemas (id),
        CONSTRAINT products_amounts CHECK (cost_amount >= 0 AND admin_fee_amount >= 0),
        CONSTRAINT products_never_oversold CHECK (stock IS NULL OR stock >= 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE margin_rules (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        scope ENUM('global', 'category', 'product') NOT NULL,
        scope_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        category_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        product_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        customer_type ENUM('retail', 'reseller') NOT NULL,
        margin_bps INT NOT NULL DEFAULT 0,
        margin_amount BIGINT NOT NULL DEFAULT 0,
        round_up_to_amount BIGINT NOT NULL DEFAULT 100,
        active BOOLEAN NOT NULL DEFAULT TRUE,
        version INT NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY margin_rules_scope (scope_key),
        CONSTRAINT margin_rules_amounts CHECK (margin_bps >= 0 AND margin_amount >= 0 AND round_up_to_amount > 0)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE operator_prefixes (
        prefix VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        brand VARCHAR(80) NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE operator_prefixes
    `);
    await runner.query(`
      DROP TABLE margin_rules
    `);
    await runner.query(`
      DROP TABLE products
    `);
    await runner.query(`
      DROP TABLE input_schemas
    `);
    await runner.query(`
      DROP TABLE product_categories
    `);
  }
}
