#!/usr/bin/env bash
# What one would write with curl and jq in place of the action: gives licenses to repositories and attaches them to a
# backup plan, one request after another. It changes only what has to be, and doesn't look whether it took.
#
#   GITPROTECT_URL, GITPROTECT_EMAIL, GITPROTECT_PASSWORD
#   GITPROTECT_CA            PEM file of a private CA (optional)
#   GITPROTECT_ORGANIZATION  name
#   GITPROTECT_PLAN          name
#   GITPROTECT_REPOSITORY    name; empty or * for every repository of the organization
set -euo pipefail
shopt -s inherit_errexit

token=''

# call PATH BODY: prints the answer
call() {
  curl --silent --show-error --fail-with-body ${GITPROTECT_CA:+--cacert "$GITPROTECT_CA"} \
    --header 'Content-Type: application/json' --header "Authorization: Bearer $token" \
    --data "$2" "$GITPROTECT_URL/$1"
}

# list PATH FIELDS FILTER: prints what the jq filter makes of each row, over all pages
list() {
  local page=1 pages=1 lines
  while ((page <= pages)); do
    lines=$(call "$1" "{$2\"limit\":100,\"page\":$page}" | jq --raw-output ".pageCount, (.result[] | $3)")
    pages=${lines%%$'\n'*}
    if [[ $lines == *$'\n'* ]]; then printf '%s\n' "${lines#*$'\n'}"; fi
    page=$((page + 1))
  done
}

fail() {
  echo "$1" >&2
  exit 1
}

credentials=$(jq --null-input '{email: env.GITPROTECT_EMAIL, password: env.GITPROTECT_PASSWORD, rememberMe: false}')
token=$(call account/login "$credentials" | jq --raw-output .accessToken)

organization=$(list git/organizations/getmany '' 'select(.name == env.GITPROTECT_ORGANIZATION).id')
[[ -n $organization ]] || fail "There is no organization $GITPROTECT_ORGANIZATION."

plan=$(list plans/listassignedtoorganization "\"organizationid\":\"$organization\"," \
  'select(.name == env.GITPROTECT_PLAN).id')
[[ -n $plan ]] || fail "There is no backup plan $GITPROTECT_PLAN."

# One line a repository: its ID, whether it is licensed, whether it is attached.
export plan
repositories=$(list git/repositories/getmany "\"id\":\"$organization\",\"orderby\":\"name\",\"ordertype\":\"asc\"," '
  select((env.GITPROTECT_REPOSITORY | . == "" or . == "*") or .name == env.GITPROTECT_REPOSITORY)
  | "\(.id) \(.isLicensed) \(any(.plans[]; .id == env.plan))"')
[[ -n $repositories ]] || fail "There is no repository $GITPROTECT_REPOSITORY."

unlicensed=()
detached=()
while read -r id licensed attached; do
  if [[ $licensed != true ]]; then unlicensed+=("$id"); fi
  if [[ $attached != true ]]; then detached+=("$id"); fi
done <<<"$repositories"

# 100 licenses a request.
for ((from = 0; from < ${#unlicensed[@]}; from += 100)); do
  ids=$(printf '"%s",' "${unlicensed[@]:from:100}")
  call git/repositories/activate "{\"Ids\":[${ids%,}]}"
done

for id in "${detached[@]}"; do
  call plans/attachgitrepository "{\"planid\":\"$plan\",\"repositoryid\":\"$id\"}"
done

echo "${#unlicensed[@]} licensed, ${#detached[@]} attached"
