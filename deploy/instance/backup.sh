#!/usr/bin/env bash
# backup.sh: database and bundles to S3, in one archive. A timer runs it every night.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./instance.env
web="$NAME-web-$(cat port)"
file=$(mktemp)
trap 'rm -f "$file"' EXIT
# To a file first: what breaks off half-way must not look like a backup.
docker exec "$web" manage backup - >"$file"
aws s3 cp --only-show-errors --region "$REGION" "$file" "s3://$BUCKET/backups/$(date -u +%Y-%m-%dT%H-%M-%SZ).tar.gz"
echo "backup of $(stat -c %s "$file") bytes stored"
docker exec "$web" manage clear_expired --scheduled
