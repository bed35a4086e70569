/*
 * Who may import whom, as CONTRIBUTING.md tells it. `depcruise src simulator scripts __tests__` fails where it isn't so.
 * Imports of types count as well: a room that knows another's types knows that room.
 */

/** Small modules that every room may use. They know nothing of the action. */
const LEAVES = '^src/(alike|clock|failure|fields|guid|memory|paths|progress|secrets|wording)\\.ts$';

/** What GitProtect has, in our words: types only. */
const MODEL = '^src/gitprotect/model\\.ts$';

/** What reads the inputs. */
const INPUTS = '^src/(inputs|input-files|input-text|selection-input)\\.ts$';

/** Packages that only compute. Where `node_modules` is a link, its target stands before that name. */
const PURE_PACKAGES = '(^|/)node_modules/fastest-levenshtein/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'protection-is-pure',
      comment: 'src/protection/ compares values: no I/O, no HTTP, no log. Hand it what it needs.',
      severity: 'error',
      from: { path: '^src/protection/' },
      to: { pathNot: ['^src/protection/', '^src/(alike|guid|wording)\\.ts$', MODEL, PURE_PACKAGES] },
    },
    {
      name: 'model-is-types',
      comment: 'Of src/gitprotect/model.ts only types are used: import them with `import type`.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/gitprotect/' },
      to: { path: MODEL, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gitprotect-knows-no-drift',
      comment: 'src/gitprotect/ is the API and nothing else: it imports itself, the leaves, and packages.',
      severity: 'error',
      from: { path: '^src/gitprotect/' },
      to: { path: '^src/', pathNot: ['^src/gitprotect/', LEAVES] },
    },
    {
      name: 'report-asks-nobody',
      comment: 'src/report/ tells what it is given: it never reaches for the client or the run.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^src/', pathNot: ['^src/report/', '^src/protection/', '^src/input-files\\.ts$', MODEL, LEAVES] },
    },
    {
      name: 'report-reads-no-inputs',
      comment: 'src/report/ may know the types of src/input-files.ts; their values are handed in.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^src/input-files\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'leaves-hang-free',
      comment: 'The small shared modules import one another at most.',
      severity: 'error',
      from: { path: LEAVES },
      to: { path: '^src/', pathNot: LEAVES },
    },
    {
      name: 'inputs-come-first',
      comment:
        'Inputs are read before anything is connected: their files may know what a selection is, and types of the API.',
      severity: 'error',
      from: { path: INPUTS },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(input-files|input-text|selection-input)\\.ts$',
          '^src/protection/',
          '^src/gitprotect/',
          LEAVES,
        ],
      },
    },
    {
      name: 'inputs-send-nothing',
      comment: 'What reads the inputs takes types of src/gitprotect/, no code.',
      severity: 'error',
      from: { path: INPUTS },
      to: { path: '^src/gitprotect/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'run-is-the-top',
      comment: 'Only src/index.ts imports src/run.ts, and nothing imports src/index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/index\\.ts$' },
      to: { path: '^src/(run|index)\\.ts$' },
    },
    {
      name: 'index-only-starts',
      comment: 'src/index.ts imports src/run.ts and nothing else.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { pathNot: '^src/run\\.ts$' },
    },
    {
      name: 'one-door-to-the-network',
      comment: 'Requests are sent by src/gitprotect/ only, where deadlines, size caps and retries are.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/gitprotect/' },
      to: {
        path: ['^(node:)?(http|https|http2|net|dgram|dns)(/|$)', '(^|/)node_modules/(@actions/http-client|undici)/'],
      },
    },
    {
      name: 'tls-where-connections-are-made',
      comment: 'Which certificates are trusted is decided by src/connect.ts and src/gitprotect/ only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/gitprotect/|^src/connect\\.ts$' },
      to: { path: '^(node:)?tls$' },
    },
    {
      name: 'no-other-programs',
      comment: 'SECURITY.md promises that the bundle holds no code that starts other programs.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: ['^(node:)?(child_process|cluster)$', '(^|/)node_modules/@actions/exec/', '^scripts/bundle/exec\\.ts$'],
      },
    },
    {
      name: 'one-door-to-the-files',
      comment: 'Files are read by src/input-files.ts, and read and written by src/report/; by nothing else.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/input-files\\.ts$|^src/report/' },
      to: { path: '^(node:)?fs(/|$)' },
    },
    {
      name: 'one-door-to-the-runner',
      comment:
        'The runner is spoken to by src/inputs.ts, src/secrets.ts and src/report/ only: all else goes through the log.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(inputs|secrets)\\.ts$|^src/report/' },
      to: { path: '(^|/)node_modules/@actions/(core|github)/' },
    },
    {
      name: 'src-ships-alone',
      comment: 'What stands in dist/ comes from src/ and production packages.',
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
      comment: "Scripts run dist/ and the simulator, and read the tests' data: no sources, no suites.",
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: ['^src/', '^__tests__/(unit|contract)/', '\\.test\\.ts$'] },
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
      comment: 'Every module in src/ is reached from src/index.ts.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/index\\.ts$', reachable: false },
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
