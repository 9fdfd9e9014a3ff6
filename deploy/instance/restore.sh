#!/usr/bin/env bash
# restore.sh s3://BUCKET/backups/FILE [--trust "why"]: put a backup back instead of everything that is there.
# The product stops meanwhile, and goes on whatever happens: with what was restored, or with what was there.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./instance.env
source=${1:?usage: restore.sh s3://BUCKET/backups/FILE [--trust "why"]}
shift
file=$(mktemp)
trap 'rm -f "$file"' EXIT
aws s3 cp --only-show-errors --region "$REGION" "$source" "$file"
running=("$NAME-web-$(cat port)")
if docker container inspect "$NAME-worker" >/dev/null 2>&1; then running+=("$NAME-worker"); fi

restore() {
    docker run --rm -i --env-file settings.env --network "$NAME" --volume "$DATA/product:/data" \
        --read-only --tmpfs /tmp --cap-drop ALL "$(cat image)" restore "$@" - <"$file"
}

# While the product serves: an archive that is refused stops nobody.
restore --check "$@"
trap 'rm -f "$file"; docker start "${running[@]}" >/dev/null' EXIT
docker stop --time 40 "${running[@]}" >/dev/null
restore --replace "$@"
