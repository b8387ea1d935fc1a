#!/usr/bin/env bash
# Write .env with a fresh password for each server of docker-compose.yml and a token for its figures; an .env that is there stays as it is.
set -eu
cd "$(dirname "$0")/.."
if [ -e .env ]; then
    echo "neuroslice: .env is there already; nothing was changed"
    exit 0
fi
umask 077
password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
printf 'MYSQL_PASSWORD=%s\nREDIS_PASSWORD=%s\nMETRICS_TOKEN=%s\n' "$(password)" "$(password)" "$(password)" > .env
echo "neuroslice: passwords written to .env (readable by you alone)"
