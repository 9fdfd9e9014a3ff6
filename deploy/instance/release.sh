#!/usr/bin/env bash
# release.sh IMAGE: serve IMAGE instead of what is served now, without a moment in between.
#   1. fetch it   2. migrate   3. start it beside the old one   4. wait until it is ready
#   5. switch the proxy   6. let the old one finish its requests   7. keep the old image for a way back
#   8. a worker of the new image instead of the old one, whose jobs go back into the queue
# Whatever fails before step 5 leaves the old one serving. Runs on the instance, as root.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./instance.env
image=${1:?usage: release.sh IMAGE}
# One release at a time: two would take the same port. --close: no container that is started here keeps the lock.
if [ -z "${LOCKED:-}" ]; then
    code=0
    LOCKED=yes flock --nonblock --conflict-exit-code 75 --close release.lock ./release.sh "$image" || code=$?
    [ "$code" != 75 ] || echo "another release is running" >&2
    exit "$code"
fi

say() { echo "$(date -u +%H:%M:%S) $*"; }

parameter() {
    aws ssm get-parameter --region "$REGION" --name "/$NAME/$1" --with-decryption --query Parameter.Value --output text
}

log_options() {
    echo "--log-driver=awslogs --log-opt=awslogs-region=$REGION --log-opt=awslogs-group=/$NAME/$1"
}

# Each on its own line: a failing command inside a longer one would go unnoticed.
secret_key=$(parameter secret-key)
database_password=$(parameter database-password)
umask 077
cat >settings.env <<SETTINGS
SECRET_KEY=$secret_key
DATABASE_URL=postgres://studentperf:$database_password@$DATABASE_HOST:5432/studentperf$DATABASE_OPTIONS
ALLOWED_HOSTS=$HOSTS
HTTPS=$HTTPS
PROXY_COUNT=1
SETTINGS
[ ! -s extra.env ] || cat extra.env >>settings.env
umask 022

say "fetching $image"
aws ecr get-login-password --region "$REGION" |
    docker login --username AWS --password-stdin "${image%%/*}"
docker pull "$image"

docker network inspect "$NAME" >/dev/null 2>&1 || docker network create "$NAME" >/dev/null

if [ "$DATABASE_HOST" = "$NAME-db" ] && ! docker container inspect "$NAME-db" >/dev/null 2>&1; then
    say "starting Postgres"
    mkdir -p "$DATA/postgres"
    POSTGRES_PASSWORD=$database_password docker run -d --name "$NAME-db" --restart unless-stopped --network "$NAME" \
        --env POSTGRES_PASSWORD --env POSTGRES_USER=studentperf --env POSTGRES_DB=studentperf \
        --volume "$DATA/postgres:/var/lib/postgresql/data" "$POSTGRES_IMAGE"
fi
if [ "$DATABASE_HOST" = "$NAME-db" ]; then
    for _ in $(seq 60); do
        docker exec "$NAME-db" pg_isready --quiet -h 127.0.0.1 -U studentperf -d studentperf && break
        sleep 1
    done
    # Else its own log would quote rows of students at every error. Each release says it, also to an older container.
    docker exec "$NAME-db" psql --quiet -U studentperf -d studentperf \
        -c "ALTER SYSTEM SET log_error_verbosity = 'terse'" -c "ALTER SYSTEM SET log_min_error_statement = 'panic'" \
        -c "ALTER SYSTEM SET log_min_messages = 'log'" -c "SELECT pg_reload_conf()" >/dev/null
fi

mkdir -p "$DATA/product"
chown 10001:10001 "$DATA/product"
common=(--env-file settings.env --network "$NAME" --volume "$DATA/product:/data"
        --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges)

say "migrating"
docker run --rm "${common[@]}" "$image" prepare

old=$(cat port 2>/dev/null || true)
if [ "$old" = 8081 ]; then new=8082; else new=8081; fi
say "starting $image on port $new"
docker rm -f "$NAME-web-$new" >/dev/null 2>&1 || true
# shellcheck disable=SC2046  # the options are words of their own
docker run -d --name "$NAME-web-$new" --restart unless-stopped --stop-timeout 40 $(log_options web) \
    "${common[@]}" --env "PORT=$new" -p "127.0.0.1:$new:$new" "$image" serve

ready=""
for _ in $(seq 90); do
    if curl -fs -o /dev/null -m 5 "http://127.0.0.1:$new/readyz"; then ready=yes; break; fi
    sleep 1
done
if [ -z "$ready" ]; then
    docker logs --tail 40 "$NAME-web-$new" >&2 || true
    docker rm -f "$NAME-web-$new" >/dev/null
    echo "$image did not become ready within 90 seconds; what was served before still is" >&2
    exit 1
fi

say "switching the proxy to port $new"
mkdir -p proxy certificates
cp Caddyfile proxy/Caddyfile
echo "reverse_proxy $NAME-web-$new:$new" >proxy/upstream
# A proxy of an earlier release is in the host's network, from where the instance's credentials can be asked for and the
# product is not found by name: it is replaced, and visitors wait a few seconds, once.
network=$(docker inspect --format '{{.HostConfig.NetworkMode}}' "$NAME-proxy" 2>/dev/null || true)
if [ "$network" = host ]; then docker rm -f "$NAME-proxy" >/dev/null; fi
if docker container inspect "$NAME-proxy" >/dev/null 2>&1; then
    # Caddy takes the new address for new requests and finishes the old ones where they began.
    docker exec "$NAME-proxy" caddy reload --config /etc/caddy/Caddyfile
else
    docker run -d --name "$NAME-proxy" --restart unless-stopped --network "$NAME" -p 80:80 -p 443:443 \
        --security-opt no-new-privileges --env "SITE=$SITE" \
        --volume "$PWD/proxy:/etc/caddy:ro" --volume "$PWD/certificates:/data" "$PROXY_IMAGE"
fi
echo "$new" >port

if [ -n "$old" ] && docker container inspect "$NAME-web-$old" >/dev/null 2>&1; then
    say "stopping the old one"
    docker stop --time 40 "$NAME-web-$old" >/dev/null
    docker rm "$NAME-web-$old" >/dev/null
fi
served=$(cat image 2>/dev/null || true)
if [ -n "$served" ] && [ "$served" != "$image" ]; then
    forgotten=$(cat previous-image 2>/dev/null || true)
    echo "$served" >previous-image
    if [ -n "$forgotten" ] && [ "$forgotten" != "$image" ]; then docker rmi "$forgotten" >/dev/null 2>&1 || true; fi
fi
echo "$image" >image

say "changing the worker"
if docker container inspect "$NAME-worker" >/dev/null 2>&1; then
    docker stop --time 20 "$NAME-worker" >/dev/null
    docker rm "$NAME-worker" >/dev/null
fi
# In the web servers' log, as a stream of its own.
# shellcheck disable=SC2046
docker run -d --name "$NAME-worker" --restart unless-stopped --stop-timeout 20 $(log_options web) \
    --log-opt "tag=worker-{{.ID}}" --health-cmd "/app/deploy/container/healthy work" --health-interval 30s \
    "${common[@]}" "$image" work
say "serving $image; the way back: release.sh $(cat previous-image 2>/dev/null || echo '(none yet)')"
