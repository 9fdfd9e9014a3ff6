# shellcheck shell=sh
# Compose takes the quotes of an env file away, `docker run --env-file` leaves them.
for name in ALLOWED_HOSTS SECRET_KEY DATABASE_URL DATA_DIR PORT DEMO WEB_CONCURRENCY; do
    eval "value=\${$name:-}"
    case "$value" in
        \"*\" | \'*\')
            value=${value#?}
            export "$name=${value%?}"
            ;;
    esac
done

# A folder of the machine belongs to somebody else there; the shell's own words would not say what to do.
if ! mkdir -p "$DATA_DIR" 2>/dev/null || [ ! -w "$DATA_DIR" ]; then
    echo "Settings: DATA_DIR must be a folder that user $(id -u) can write, not '$DATA_DIR'. Use a volume, or give the" \
        "folder to that user: chown -R $(id -u):$(id -g) FOLDER" >&2
    exit 1
fi

# For a first look: without ALLOWED_HOSTS the container serves this machine only and looks after its own key.
# As soon as hosts are named, a SECRET_KEY must be given too; the settings refuse to start without.
if [ -z "${ALLOWED_HOSTS:-}" ]; then
    export ALLOWED_HOSTS='localhost,127.0.0.1,[::1]'
    # shellcheck disable=SC2034  # the entrypoint asks for it
    first_look=true
    if [ -z "${SECRET_KEY:-}" ]; then
        if [ ! -s "$DATA_DIR/secret-key" ]; then
            (umask 077 && python -c 'import secrets; print(secrets.token_urlsafe(50))' >"$DATA_DIR/secret-key.$$")
            # A link does not replace a key that another container wrote at the same moment.
            ln "$DATA_DIR/secret-key.$$" "$DATA_DIR/secret-key" 2>/dev/null || true
            rm -f "$DATA_DIR/secret-key.$$"
        fi
        SECRET_KEY=$(cat "$DATA_DIR/secret-key")
        export SECRET_KEY
    fi
fi
