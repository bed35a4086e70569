import process from 'node:process';

/* Which Node the scripts need. Runs on any Node, and before anything is installed. */

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** 24.5 is the first Node 24 that takes a CA while it runs. */
export const isNewEnough = major > 24 || (major === 24 && minor >= 5);

export const NEEDED =
  `This needs Node 24.5 or later, and runs on Node ${process.versions.node}. \`npm ci\` brings Node 24 where the ` +
  'package `node` has it for this system; it is optional, and was left out: there is none for every Mac, or it was ' +
  'installed with --ignore-scripts. Install Node 24 from https://nodejs.org, and try again.';
