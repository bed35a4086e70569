import { leftOut } from './left-out.ts';

/*
 * Stands in for `@actions/exec` in the bundle (tsconfig.json, paths): `@actions/core` imports it to tell the platform's
 * details, which are not asked for here. An action that is given credentials should not even hold code that starts
 * processes.
 */

export function getExecOutput(): never {
  return leftOut('@actions/exec');
}
