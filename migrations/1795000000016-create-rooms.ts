import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRooms1795000000016 implements MigrationInterface {
  name = 'CreateRooms1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rooms (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT 'the id of what is talked about',
        kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        last_sequence BIGINT NOT NULL DEFAULT 0,
        sealed_at DATETIME(3) NULL COMMENT 'from then on nothing in it changes',
        sealed_sequence BIGINT NOT NULL DEFAULT 0 COMMENT 'the last message under a seal',
        seal_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the last seal',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        CONSTRAINT rooms_sealed_in_order CHECK (sealed_sequence BETWEEN 0 AND last_sequence)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE room_members (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        user_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        staff_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
        role ENUM('BUYER', 'SELLER', 'MEMBER', 'STAFF') NOT NULL,
        delivered_sequence BIGINT NOT NULL DEFAULT 0,
        read_sequence BIGINT NOT NULL DEFAULT 0,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY room_members_user (room_id, user_id),
        UNIQUE KEY room_members_staff (room_id, staff_id),
        KEY room_members_rooms_of_user (user_id, room_id),
        CONSTRAINT room_members_room FOREIGN KEY (room_id) REFERENCES rooms (id),
        CONSTRAINT room_members_one_person CHECK ((user_id IS NULL) <> (staff_id IS NULL)),
        CONSTRAINT room_members_staff_are_marked CHECK ((staff_id IS NOT NULL) = (role = 'STAFF')),
        CONSTRAINT room_members_read_what_came CHECK (read_sequence <= delivered_sequence)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE messages (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        sequence BIGINT NOT NULL,
        sender_type ENUM('CUSTOMER', 'STAFF', 'SYSTEM') NOT NULL,
        member_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'who says it; nobody for lines of the shop itself',
        client_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the sender''s own name for it',
        body VARCHAR(2000) NOT NULL DEFAULT '',
        code VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what a line of the shop says',
        params JSON NULL,
        attachments JSON NULL COMMENT 'id and digest of each',
        flags JSON NULL COMMENT 'what in the text deserves a warning',
        edited_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY messages_sequence (room_id, sequence),
        UNIQUE KEY messages_client (member_id, client_id),
        CONSTRAINT messages_room FOREIGN KEY (room_id) REFERENCES rooms (id),
        CONSTRAINT messages_member FOREIGN KEY (member_id) REFERENCES room_members (id),
        CONSTRAINT messages_have_a_sender CHECK ((member_id IS NULL) = (sender_type = 'SYSTEM')),
        CONSTRAINT messages_lines_have_a_code CHECK ((code IS NULL) = (sender_type <> 'SYSTEM'))
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE message_versions (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        message_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        body VARCHAR(2000) NOT NULL COMMENT 'as it stood before an edit',
        created_at DATETIME(3) NOT NULL,
        KEY message_versions_message (message_id, id),
        CONSTRAINT message_versions_message FOREIGN KEY (message_id) REFERENCES messages (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE attachments (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        member_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'who brought it',
        state ENUM('UPLOADED', 'ATTACHED') NOT NULL DEFAULT 'UPLOADED',
        kind ENUM('IMAGE', 'DOCUMENT') NOT NULL,
        content_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        name VARCHAR(120) NOT NULL COMMENT 'as it is offered for saving',
        size BIGINT NOT NULL,
        width BIGINT NULL,
        height BIGINT NULL,
        pages BIGINT NULL,
        sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of what is kept',
        original_sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of what was sent',
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY attachments_room (room_id, id),
        KEY attachments_left_over (state, created_at),
        KEY attachments_original (original_sha256),
        CONSTRAINT attachments_room FOREIGN KEY (room_id) REFERENCES rooms (id),
        CONSTRAINT attachments_member FOREIGN KEY (member_id) REFERENCES room_members (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TABLE room_seals (
        id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        from_sequence BIGINT NOT NULL,
        through_sequence BIGINT NOT NULL,
        hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'over the seal before and these messages',
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY room_seals_through (room_id, through_sequence),
        UNIQUE KEY room_seals_from (room_id, from_sequence),
        CONSTRAINT room_seals_room FOREIGN KEY (room_id) REFERENCES rooms (id),
        CONSTRAINT room_seals_cover_something CHECK (through_sequence >= from_sequence)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
    `);
    await runner.query(`
      CREATE TRIGGER messages_sealed BEFORE UPDATE ON messages FOR EACH ROW
        IF EXISTS (SELECT 1 FROM rooms WHERE id = OLD.room_id AND sealed_at IS NOT NULL) THEN
          SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the room is sealed';
        END IF
    `);
    await runner.query(`
      CREATE TRIGGER messages_no_delete BEFORE DELETE ON messages FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'messages are kept'
    `);
    for (const table of ['message_versions', 'room_seals'])
      for (const change of ['UPDATE', 'DELETE'])
        await runner.query(`
          CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} FOR EACH ROW
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table} is append-only'
        `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'room_seals',
      'attachments',
      'message_versions',
      'messages',
      'room_members',
      'rooms',
    ])
      await runner.query(`
        DROP TABLE ${table}
      `);
  }
}
