#!/usr/bin/env bash
# restore.sh s3://BUCKET/backups/FILE: put a backup back instead of everything that is there. The product stops meanwhile.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./instance.env
source=${1:?usage: restore.sh s3://BUCKET/backups/FILE}
file=$(mktemp)
trap 'rm -f "$file"' EXIT
aws s3 cp --only-show-errors --region "$REGION" "$source" "$file"
web="$NAME-web-$(cat port)"
docker stop --time 40 "$web" >/dev/null
docker run --rm -i --env-file settings.env --network "$NAME" --volume "$DATA/product:/data" \
    --read-only --tmpfs /tmp --cap-drop ALL "$(cat image)" restore --replace - <"$file"
docker start "$web" >/dev/null
