#!/bin/bash
# Runs once, on an empty database: the application's user holds nothing but what the migrations grant it.
set -euo pipefail

mysql --protocol=socket -uroot -p"${MYSQL_ROOT_PASSWORD}" <<SQL
CREATE USER 'amanah_app'@'%' IDENTIFIED BY '${DATABASE_PASSWORD}';
CREATE USER 'amanah_migrator'@'%' IDENTIFIED BY '${MIGRATION_DATABASE_PASSWORD}';
GRANT ALL PRIVILEGES ON \`${MYSQL_DATABASE}\`.* TO 'amanah_migrator'@'%' WITH GRANT OPTION;
GRANT SELECT (User, Host) ON mysql.user TO 'amanah_migrator'@'%';
SQL
