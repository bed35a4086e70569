/** An action.yml with nothing wrong. */
export const ACTION = `name: Ours
description: An action
inputs:
  server-url:
    description: Where
    required: true
  plan:
    description: Which
    required: true
  email:
    description: Who
  password:
    description: A secret
  access-token:
    description: Another way to sign in
outputs:
  drift:
    description: Whether
runs:
  using: node24
  main: dist/index.js
`;

export const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';

/** Nothing is wrong with it. */
export const GOOD = `name: Backup
on:
  schedule:
    - cron: '17 3 * * *'
permissions: {}
concurrency:
  group: gitprotect-\${{ github.repository_owner }}
  queue: max
jobs:
  protect:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    outputs:
      found: \${{ steps.backup.outputs.drift }}
    steps:
      - uses: ${CHECKOUT} # v7.0.1
      - id: backup
        uses: ./
        with:
          server-url: \${{ vars.URL }}
          email: \${{ secrets.EMAIL }}
          password: \${{ secrets.PASSWORD }}
          plan: Daily
      - if: steps.backup.outputs.drift == 'true'
        env:
          DRIFT: \${{ steps.backup.outputs.drift }}
        run: echo "$DRIFT"
  tell:
    needs: protect
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - env:
          FOUND: \${{ needs.protect.outputs.found }}
        run: echo "$FOUND"
`;

/** What is wrong, what of a good file is replaced by what, what stands in the line that is refused, and what is said of it. */
export type Case = readonly [name: string, from: string, to: string, at: string, message: RegExp];

export const BROKEN: readonly Case[] = [
  [
    'an unknown key of the workflow',
    'permissions: {}',
    'permissions: {}\npermission: {}',
    'permission: {}',
    /Unexpected value/,
  ],
  [
    'an unknown key of a job',
    'timeout-minutes: 15',
    'timeout-minutes: 15\n    runs: on',
    'runs: on',
    /Unexpected value/,
  ],
  ['an unknown key of a step', 'id: backup', 'id: backup\n        using: it', 'using: it', /Unexpected value/],
  ['a key given twice', 'name: Backup', 'name: Backup\nname: Other', 'name: Other', /unique|already defined/],
  ['a line that is not YAML', 'name: Backup', 'name: Back: up', 'name: Back: up', /Nested mappings/],
  ['an unknown event', 'on:\n', 'on:\n  pushed:\n', 'pushed', /Unexpected value/],
  ['an unknown permission', 'permissions: {}', 'permissions: { backups: write }', 'backups', /Unexpected value/],
  ['no runner', 'protect\n    runs-on: ubuntu-latest', 'protect', 'needs: protect', /missing: runs-on/],
  ['a need of no job', 'needs: protect', 'needs: nobody', 'nobody', /unknown job/],
  ['a bad expression', "drift == 'true'", "drift = 'true'", "drift = 'true'", /Unexpected symbol/],
  ['an unknown function', '${{ vars.URL }}', '${{ lower(vars.URL) }}', 'lower', /Unrecognized function/],
  ['an unknown context', '${{ secrets.EMAIL }}', '${{ secret.EMAIL }}', 'secret.', /Unrecognized named-value/],
  ['an impossible time', '17 3 * * *', '61 3 * * *', 'cron', /Invalid cron/],
  ['a cron with four fields', '17 3 * * *', '17 3 * *', 'cron', /Invalid cron/],
  ['every other minute', '17 3 * * *', '*/2 3 * * *', 'cron', /every 5 minutes/],
  ['the full hour', '17 3 * * *', '0 3 * * *', 'cron', /full hour/],
  ['an unknown input', 'plan: Daily', 'plans: Daily', 'plans', /Invalid action input 'plans'/],
  ['a required input left out', '          plan: Daily\n', '', 'with:', /Missing required input `plan`/],
  ['no way to sign in', '          email: ${{ secrets.EMAIL }}\n', '', 'id: backup', /No way to sign in/],
  [
    'a tag for a text',
    'plan: Daily',
    'plan: Daily\n          repository: !sandbox-*',
    '!sandbox',
    /for a tag: quote it/,
  ],
  ['an alias for a text', 'plan: Daily', 'plan: *', 'plan: *', /[Aa]lias/],
  [
    'an unknown output in env',
    'DRIFT: ${{ steps.backup.outputs.drift }}',
    'DRIFT: ${{ steps.backup.outputs.drifted }}',
    'drifted',
    /drifted/,
  ],
  [
    'an unknown output in a condition',
    "outputs.drift == 'true'",
    "outputs['drifting'] == 'true'",
    'drifting',
    /drifting/,
  ],
  [
    'an unknown output of a job',
    'found: ${{ steps.backup.outputs.drift }}',
    'found: ${{ steps.backup.outputs.drifts }}',
    'drifts',
    /drifts/,
  ],
  ['an output that a job has not', 'needs.protect.outputs.found', 'needs.protect.outputs.lost', 'lost', /lost/],
  ['an output of an unknown step', 'if: steps.backup.outputs', 'if: steps.restore.outputs', 'restore', /restore/],
  ['no permissions', 'permissions: {}\n', '', 'name: Backup', /no permissions/],
  ['no timeout', '    timeout-minutes: 15\n', '', 'runs-on', /job protect has no timeout-minutes/],
  ['an action by a tag', `${CHECKOUT} # v7.0.1`, 'actions/checkout@v7', 'checkout', /not pinned to a commit/],
  [
    'an action by a short commit',
    `${CHECKOUT} # v7.0.1`,
    'actions/checkout@3d3c42e',
    'checkout',
    /not pinned to a commit/,
  ],
  ['a commit without its version', `${CHECKOUT} # v7.0.1`, CHECKOUT, 'checkout', /no comment with its version/],
  ['pull_request_target', 'on:\n', 'on:\n  pull_request_target:\n', 'pull_request_target', /strangers/],
  [
    'an expression in a script',
    'echo "$DRIFT"',
    'echo "${{ steps.backup.outputs.drift }}"',
    'run: echo "${{',
    /pass it in env/,
  ],
];

const GROUP = 'concurrency:\n  group: gitprotect-${{ github.repository_owner }}\n  queue: max\n';

/** The same in a document, whose example names the published action. */
export const BROKEN_IN_DOCUMENT: readonly Case[] = [
  ['an unknown input', 'plan: Daily', 'plans: Daily', 'plans:', /Invalid action input 'plans'/],
  ['an unknown output', "outputs.drift == 'true'", "outputs.drifts == 'true'", 'drifts', /drifts/],
  ['no way to sign in', '          email: ${{ secrets.EMAIL }}\n', '', 'id: backup', /No way to sign in/],
  ['an action by a branch', `${CHECKOUT} # v7.0.1`, 'actions/checkout@main', 'checkout', /not pinned to a commit/],
  ['this action by another name', 'YOUR_ORG/', 'acme/', 'acme/gitprotect', /acme.* is not YOUR_ORG/],
  ['this action by a version', '@COMMIT_SHA', '@v0', '@v0', /@v0 is not YOUR_ORG/],
  [
    'no concurrency group',
    `${GROUP}jobs:\n  protect:\n    runs-on: ubuntu-latest`,
    'jobs:\n  protect:\n    runs-on: [ubuntu-latest]',
    '[ubuntu-latest]',
    /group is not gitprotect-\$\{\{ github.repository_owner/,
  ],
  ['a group of its own', GROUP, 'concurrency: backup\n', 'concurrency: backup', /group is not gitprotect-/],
  ['the group of another organization', 'plan: Daily', 'plan: Daily\n          organization: acme', 'group:', /-acme/],
  ['a group that drops waiting runs', '  queue: max\n', '', 'group:', /no queue: max/],
  ['no jobs', 'jobs:\n', 'job:\n', 'job:', /Unexpected value 'job'/],
];

export const BROKEN_ACTION: readonly Case[] = [
  ['a line that is not YAML', 'description: Where', 'description: Where: there', 'Where', /Nested mappings/],
  ['an unknown key', 'name: Ours\n', 'name: Ours\nversion: 1\n', 'version', /Unexpected value 'version'/],
  [
    'an unknown key of an input',
    '    required: true',
    '    needed: true',
    'description: Where',
    /needed is no key of an input/,
  ],
  ['an unknown key of an output', 'description: Whether', 'text: Whether', 'text', /text is no key of an output/],
  [
    'an input without a description',
    '    description: Who\n',
    '    required: false\n',
    'required: false',
    /email has no desc/,
  ],
  [
    'a default that never counts',
    '    required: true\n',
    '    required: true\n    default: x\n',
    'description: Where',
    /never counts/,
  ],
  ['no description', 'description: An action\n', '', 'name', /description/],
  ['no program', '  main: dist/index.js\n', '', 'using', /'main' is required/],
  ['an unknown runtime', 'node24', 'node23', 'node23', /node23|using/],
];

/** A reusable workflow, as a document shows it. */
export const CALLED = `# acme/x: .github/workflows/called.yml
on:
  workflow_call:
    inputs:
      plan:
        type: string
    secrets:
      password:
        required: true
permissions: {}
jobs:
  protect:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: echo "Hello"
`;

/** A workflow that calls it. */
export const CALLER = `on: push
permissions: {}
jobs:
  protect:
    uses: acme/x/.github/workflows/called.yml@COMMIT_SHA
    with:
      plan: Daily
    secrets:
      password: \${{ secrets.PASSWORD }}
`;

/** What is wrong, the blocks of the document, and what is said of it. */
export const BROKEN_CALLS: readonly (readonly [name: string, blocks: readonly string[], message: RegExp])[] = [
  ['an unknown input', [CALLED, CALLER.replace('plan: Daily', 'plans: Daily')], /Invalid input, plans/],
  ['a secret left out', [CALLED, CALLER.replace('password:', 'passphrase:')], /Secret password is required/],
  ['a workflow that is not there', [CALLER], /Unable to find reusable workflow/],
  ['a branch', [CALLED, CALLER.replace('@COMMIT_SHA', '@main')], /not pinned to a commit/],
  ['a tag', [CALLED, CALLER.replace('@COMMIT_SHA', '@v1')], /not pinned to a commit/],
];
