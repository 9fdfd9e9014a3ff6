#!/usr/bin/env bash
# aws.sh COMMAND [--dry-run]: the way of an image to an instance on AWS.
#   build      the image, tagged with the commit
#   push       to ECR; the registry is made first where there is none
#   deploy     first time: everything that is needed; later: the new image without a moment in between.
#              --stack also brings the stack up to date with the template and the settings below
#   rollback   the image that served before
#   status     what serves where
#   destroy    the instance and what belongs to it; backups and snapshots stay. Needs --yes; --images also the registry
# settings (environment): NAME, TAG, AWS_REGION, DOMAIN, ALARM_EMAIL, INSTANCE_TYPE, DATA_GIB, RDS=yes|no, WAIT=seconds,
#   POSTGRES_IMAGE, PROXY_IMAGE, GITHUB=OWNER/REPOSITORY that may push images
set -euo pipefail
cd "$(dirname "$0")/.."
NAME=${NAME:-studentperf}
REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-eu-central-1}}
export AWS_REGION="$REGION" AWS_DEFAULT_REGION="$REGION" AWS_PAGER=""
command=${1:-}
shift || true
dry="" yes="" images="" stack=""
for option in "$@"; do
    case "$option" in
        --dry-run) dry=yes ;;
        --yes) yes=yes ;;
        --images) images=yes ;;
        --stack) stack=yes ;;
        *) echo "unknown option: $option" >&2; exit 2 ;;
    esac
done

die() { echo "$*" >&2; exit 1; }

run() {   # a command that changes something: shown, and not executed in a dry run
    echo "+ $*"
    [ -n "$dry" ] || "$@"
}

account() { if [ -n "$dry" ]; then echo 000000000000; else aws sts get-caller-identity --query Account --output text; fi; }

tag() {
    if [ -n "${TAG:-}" ]; then echo "$TAG"; return; fi
    local commit
    commit=$(git rev-parse --short=12 HEAD) || die "no commit to name the image after; give TAG=..."
    # An image with changes that no commit holds must not carry the commit's name alone.
    if [ -n "$(git status --porcelain)" ]; then
        commit="$commit-$( (git diff HEAD; git status --porcelain) | git hash-object --stdin | cut -c1-7)"
    fi
    echo "$commit"
}

parameter() {   # the value of a stored parameter; empty where there is none
    [ -z "$dry" ] || return 0
    aws ssm get-parameters --names "/$NAME/$1" --with-decryption --query 'Parameters[0].Value' --output text | sed 's/^None$//'
}

remember() { run aws ssm put-parameter --name "/$NAME/$1" --value "$2" --type String --overwrite --output text; }

make_secret() {   # once; it never appears on the command line or in a log
    local known
    known=$(parameter "$1")
    [ -z "$known" ] || return 0
    echo "+ aws ssm put-parameter --name /$NAME/$1 --type SecureString --value (48 random characters)"
    [ -z "$dry" ] || return 0
    local file
    file=$(mktemp)
    (umask 077; printf '{"Name": "/%s/%s", "Type": "SecureString", "Value": "%s"}' "$NAME" "$1" "$(openssl rand -hex 24)" >"$file")
    aws ssm put-parameter --cli-input-json "file://$file" --output text >/dev/null
    rm -f "$file"
}

output_of() {   # output_of STACK KEY
    aws cloudformation describe-stacks --stack-name "$1" --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue" --output text
}

stack_exists() {
    [ -z "$dry" ] || return 1
    aws cloudformation describe-stacks --stack-name "$1" >/dev/null 2>&1
}

make_stack() {   # make_stack NAME TEMPLATE SETTING...: or bring it up to date
    local stack=$1 template=deploy/aws/$2 said
    shift 2
    local call=(aws cloudformation deploy --stack-name "$stack" --template-file "$template"
                --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset --parameter-overrides "$@")
    echo "+ ${call[*]}"
    [ -z "$dry" ] || return 0
    if said=$("${call[@]}" 2>&1); then return; fi
    # A stack that is as it should be is no failure.
    [[ $said == *"No updates are to be performed"* ]] || die "$said"
}

build() {
    # Where the code lies, without the password that an address may hold.
    source=$(git config --get remote.origin.url | sed 's#//[^/@]*@#//#' || true)
    run docker build --platform linux/amd64 --build-arg "RELEASE=$tag" --build-arg "SOURCE=$source" \
        --tag "student-performance-ml:$tag" .
}

push() {
    make_stack "$NAME-registry" registry.yml "RepositoryName=$NAME" ${GITHUB:+"GitHubRepository=$GITHUB"}
    run docker tag "student-performance-ml:$tag" "$image"
    echo "+ aws ecr get-login-password | docker login --username AWS --password-stdin $registry"
    if [ -z "$dry" ]; then
        local password
        password=$(aws ecr get-login-password)
        docker login --username AWS --password-stdin "$registry" <<<"$password"
    fi
    run docker push "$image"
}

network_settings() {   # the account's default network, where the stack does not exist yet
    if [ -n "$dry" ]; then echo "VpcId=(default) SubnetIds=(default) ImageId=(newest)"; return; fi
    local vpc subnets ami
    vpc=$(aws ec2 describe-vpcs --filters Name=is-default,Values=true --query 'Vpcs[0].VpcId' --output text)
    [ "$vpc" != None ] || die "there is no default network in $REGION; make one: aws ec2 create-default-vpc"
    subnets=$(aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'Subnets[].SubnetId' --output text | tr '[:space:]' ',')
    ami=$(aws ssm get-parameter --name /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --query Parameter.Value --output text)
    echo "VpcId=$vpc SubnetIds=${subnets%,} ImageId=$ami"
}

deploy_stack() {
    local settings=("RepositoryName=$NAME" "$@")
    [ -z "${DOMAIN:-}" ] || settings+=("Domain=$DOMAIN")
    [ -z "${ALARM_EMAIL:-}" ] || settings+=("AlarmEmail=$ALARM_EMAIL")
    [ -z "${INSTANCE_TYPE:-}" ] || settings+=("InstanceType=$INSTANCE_TYPE")
    [ -z "${DATA_GIB:-}" ] || settings+=("DataVolumeGiB=$DATA_GIB")
    [ -z "${RDS:-}" ] || settings+=("UseRds=$RDS")
    [ -z "${POSTGRES_IMAGE:-}" ] || settings+=("PostgresImage=$POSTGRES_IMAGE")
    [ -z "${PROXY_IMAGE:-}" ] || settings+=("ProxyImage=$PROXY_IMAGE")
    make_stack "$NAME" service.yml "${settings[@]}"
}

release() {   # on the instance, through Systems Manager; its output is shown
    local instance id status
    if [ -n "$dry" ]; then echo "+ aws ssm send-command: /opt/studentperf/release.sh $1"; return; fi
    instance=$(output_of "$NAME" InstanceId)
    id=$(aws ssm send-command --instance-ids "$instance" --document-name AWS-RunShellScript \
        --comment "release $1" --parameters "commands=['/opt/studentperf/release.sh $1'],executionTimeout=['900']" \
        --query Command.CommandId --output text)
    for _ in $(seq 200); do
        status=$(aws ssm get-command-invocation --command-id "$id" --instance-id "$instance" --query Status --output text)
        case "$status" in Pending|InProgress|Delayed) sleep 5 ;; *) break ;; esac
    done
    aws ssm get-command-invocation --command-id "$id" --instance-id "$instance" \
        --query '[StandardOutputContent, StandardErrorContent]' --output text
    [ "$status" = Success ] || die "the release ended with '$status'; what was served before still is"
}

wait_until_ready() {
    local address url
    address=$(output_of "$NAME" Address)
    url="http://$address/readyz"
    if [ -n "${DOMAIN:-}" ]; then
        echo "let the DNS entry of $DOMAIN lead to $address; the certificate then comes by itself"
        url="https://$DOMAIN/readyz"
    fi
    [ "${WAIT:-900}" != 0 ] || return 0
    echo "waiting for $url (the first start takes some minutes)"
    for _ in $(seq $((${WAIT:-900} / 5))); do
        if curl -fs -o /dev/null -m 5 "$url"; then echo "ready: ${url%/readyz}"; return; fi
        sleep 5
    done
    die "not ready after ${WAIT:-900} seconds; look: aws ssm start-session --target $(output_of "$NAME" InstanceId)"
}

deploy() {
    local current
    if [ -z "$dry" ]; then
        aws ecr describe-images --repository-name "$NAME" --image-ids "imageTag=$tag" --output text >/dev/null ||
            die "$image is not in the registry; run: make aws-push TAG=$tag"
    fi
    make_secret secret-key
    make_secret database-password
    current=$(parameter image)
    if ! stack_exists "$NAME"; then
        # The instance asks for it when it starts.
        remember image "$image"
        read -ra network <<<"$(network_settings)"
        deploy_stack "${network[@]}"
        [ -n "$dry" ] || wait_until_ready
        return
    fi
    # A changed template can stop the instance for a while, so a release leaves the stack alone unless it is asked.
    [ -z "$stack" ] || deploy_stack
    release "$image"
    if [ -n "$current" ] && [ "$current" != "$image" ]; then remember previous-image "$current"; fi
    remember image "$image"
}

rollback() {
    local current previous
    current=$(parameter image)
    previous=$(parameter previous-image)
    [ -n "$previous" ] || [ -n "$dry" ] || die "there was no release before this one; nothing to go back to"
    release "${previous:-(the image before)}"
    remember image "${previous:-(the image before)}"
    remember previous-image "${current:-(the image now)}"
}

status() {
    echo "image:    $(parameter image)"
    echo "previous: $(parameter previous-image)"
    echo "address:  $(output_of "$NAME" Address)"
    echo "instance: $(output_of "$NAME" InstanceId)"
}

delete_images() {   # a stack cannot delete a registry that still has some
    local ids="(all)"
    [ -n "$dry" ] || ids=$(aws ecr list-images --repository-name "$NAME" --query imageIds --output json)
    [ "$ids" != "[]" ] || return 0
    run aws ecr batch-delete-image --repository-name "$NAME" --image-ids "$ids" --output text
}

destroy() {
    [ -n "$yes" ] || [ -n "$dry" ] || die "this ends the service of $NAME; if you mean it: aws.sh destroy --yes"
    local bucket="(its name)"
    [ -n "$dry" ] || bucket=$(output_of "$NAME" BucketName)
    run aws cloudformation delete-stack --stack-name "$NAME"
    run aws cloudformation wait stack-delete-complete --stack-name "$NAME"
    run aws ssm delete-parameters --names "/$NAME/image" "/$NAME/previous-image"
    if [ -n "$images" ]; then
        delete_images
        run aws cloudformation delete-stack --stack-name "$NAME-registry"
        run aws cloudformation wait stack-delete-complete --stack-name "$NAME-registry"
    fi
    echo "kept: the backups in s3://$bucket, snapshots of the data, and the secrets under /$NAME in Systems Manager"
}

case "$command" in
    build|push|deploy)
        tag=$(tag)
        registry="$(account).dkr.ecr.$REGION.amazonaws.com"
        image="$registry/$NAME:$tag"
        "$command"
        ;;
    rollback|status|destroy) "$command" ;;
    *) sed -n '2,11p' "$0" | cut -c3-; exit 2 ;;
esac
