#!/usr/bin/env node
import('./cli/index.js').catch(function (error) {
  console.error(error instanceof SyntaxError ? 'gitprotect-ensure runs on Node 22.1 or later, and was started with ' + process.version + ', so nothing was sent to GitProtect: install a newer Node, or put it first in PATH.' : error);
  process.exitCode = 1;
});
