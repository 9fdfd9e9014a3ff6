#!/usr/bin/env bash
# scheduled.sh COMMAND...: a command of manage.py in the container that serves. Timers run it; where another machine or
# person is at the same, it says who and ends well.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./instance.env
exec docker exec "$NAME-web-$(cat port)" manage "${@:?usage: scheduled.sh COMMAND...}" --scheduled
