/*
 * Who may import whom: the table in CONTRIBUTING.md. `npm run check` fails where it isn't so. Imports of types count as
 * well: a module that knows another's types knows that module.
 */

/** Modules of src/ and what each may import besides itself and shared/. Only http/ reaches the network; pipes are sockets, too. */
const MODULES = {
  shared: [node('path', 'timers/promises')],
  domain: [npm('fastest-levenshtein')],
  http: [npm('@actions/http-client'), node('diagnostics_channel', 'http', 'https', 'net', 'tls', 'util', 'zlib')],
  gitprotect: [src('http'), src('domain'), npm('p-map'), node('util')],
  hosts: [src('http'), src('domain'), npm('p-map')],
  reconcile: [src('gitprotect'), src('hosts'), src('domain'), npm('p-map')],
  inputs: [src('domain'), node('crypto', 'fs', 'path')],
  command: [src('runner'), src('domain'), node('buffer', 'fs', 'net', 'stream', 'tty', 'util')],
  runner: [
    src('http'),
    npm('@actions/core', '@actions/github'),
    node('crypto', 'fs', 'fs/promises', 'os', 'path', 'stream', 'stream/promises'),
  ],
  report: [src('domain'), src('runner'), node('crypto')],
};

/** What only a run needs that writes a page for people. */
const PAGE = '^src/report/html/';

/** What only a run needs that asks a Git host. */
const LATE = [
  src('hosts'),
  '^src/inputs/host[.]ts',
  '^src/report/coverage',
  '^src/domain/(coverage|compare-inventory|match-inventory|select-in-inventory)[.]ts',
];

/** What only a run needs that takes something away. */
const LEAVING =
  '^src/(domain/decide-releases|reconcile/(detach|leave|new-memberships|releases|remove|guarded-request))[.]ts';

/** What only a run needs that protects something. */
const JOINING = '^src/reconcile/(apply|activate)[.]ts';

function src(module) {
  return `^src/${module}/`;
}

/** Where `node_modules` is a link, its target stands before that name. */
function npm(...packages) {
  return `(^|/)node_modules/(${packages.join('|')})/`;
}

function node(...builtins) {
  return `^(node:)?(${builtins.join('|')})$`;
}

const modules = Object.entries(MODULES).map(([module, others]) => ({
  name: `${module}-imports`,
  comment: `What src/${module}/ may import stands in MODULES above.`,
  severity: 'error',
  from: { path: src(module) },
  to: { pathNot: [src(module), src('shared'), ...others] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...modules,
    {
      name: 'domain-is-pure',
      comment: 'src/domain/ computes: nothing that it reaches, src/shared/ included, uses Node. Hand in what it needs.',
      severity: 'error',
      from: { path: src('domain') },
      to: { pathNot: ['^src/', '(^|/)node_modules/'], reachable: true },
    },
    {
      name: 'every-file-in-a-module',
      comment:
        'Only index.ts, run.ts, cli.ts and run-command.ts lie at the top of src/. A new module needs a line in MODULES above.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: ['^src/(index|run|cli|run-command)\\.ts$', ...Object.keys(MODULES).map(src)] },
    },
    {
      name: 'run-is-the-top',
      comment: 'Of src/, only the entries index.ts and cli.ts, and what they start, import these.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(index|cli|run-command)\\.ts$' },
      to: { path: '^src/(run|run-command|cli|index)\\.ts$' },
    },
    {
      name: 'index-only-starts',
      comment: 'src/index.ts and src/cli.ts make the world of a run from this process, and start it.',
      severity: 'error',
      from: { path: '^src/(index|cli)\\.ts$' },
      to: { pathNot: '^src/(run|run-command|shared/(process-world|runtime))\\.ts$' },
    },
    {
      name: 'run-only-tells',
      comment: 'src/run.ts calls the modules of src/: no package and nothing of Node.',
      severity: 'error',
      from: { path: '^src/run\\.ts$' },
      to: { pathNot: '^src/' },
    },
    {
      name: 'github-is-loaded-late',
      comment: '@actions/github brings Octokit: it is a chunk of its own, loaded by import() where a run needs it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: npm('@actions/github'), dynamic: false },
    },
    {
      name: 'action-without-command',
      comment: "The action's bundle holds neither the command nor what other CIs than GitHub need.",
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: {
        path: '^src/(command/.*|report/other-reports|runner/(azure-pipelines|bitbucket|gitlab|terminal))\\.ts$',
        reachable: true,
      },
    },
    {
      name: 'hosts-are-loaded-late',
      comment: 'Most runs ask no Git host: import() loads what only those need that do.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...LATE, PAGE] },
      to: { path: LATE, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'leaving-is-loaded-late',
      comment: 'In most runs nothing leaves: import() loads what only those need in which something does.',
      severity: 'error',
      from: { path: '^src/', pathNot: LEAVING },
      to: { path: LEAVING, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'joining-is-loaded-late',
      comment: 'Most runs find everything in its place: import() loads what it takes to protect something.',
      severity: 'error',
      from: { path: '^src/', pathNot: JOINING },
      to: { path: JOINING, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-is-loaded-late',
      comment: 'Few runs write a page: import() loads what it takes.',
      severity: 'error',
      from: { path: '^src/', pathNot: PAGE },
      to: { path: PAGE, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-other-programs',
      comment: 'SECURITY.md promises that the bundle holds no code that starts other programs.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: [node('child_process', 'cluster'), npm('@actions/exec'), '^scripts/bundle/exec\\.ts$'] },
    },
    {
      name: 'src-ships-alone',
      comment: 'What is in dist/ comes from src/ and packages.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(simulator|scripts|__tests__)/' },
    },
    {
      name: 'src-uses-production-packages',
      comment: "src/ imports packages of package.json's dependencies only.",
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'simulator-stands-apart',
      comment: 'The simulator shares nothing with src/, or both could be wrong in the same way.',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src|scripts|__tests__)/' },
    },
    {
      name: 'scripts-see-the-bundle',
      comment: "Scripts run dist/ and the simulator, and read the tests' data: no sources and no suites.",
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: ['^src/', '^__tests__/(?!support/)'] },
    },
    {
      name: 'unit-tests-start-no-server',
      comment: 'Unit tests are pure and quick: what needs the simulator is a contract test.',
      severity: 'error',
      from: { path: '^__tests__/unit/' },
      to: { path: '^simulator/server\\.ts$', reachable: true },
    },
    {
      name: 'e2e-sees-the-bundle',
      comment: 'End-to-end suites start dist/ as a runner does: none imports the sources.',
      severity: 'error',
      from: { path: '^__tests__/e2e/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-circles',
      comment: 'Imports go one way, types included.',
      severity: 'error',
      from: { path: '^(src|simulator|scripts|__tests__)/' },
      to: { circular: true },
    },
    {
      name: 'nothing-unused',
      comment: 'Every file of src/ is reached from src/cli.ts.',
      severity: 'error',
      from: { path: '^src/cli\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(index|cli)\\.ts$', reachable: false },
    },
    {
      name: 'nothing-unresolved',
      comment: 'Every import is found.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['(^|/)node_modules/', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
