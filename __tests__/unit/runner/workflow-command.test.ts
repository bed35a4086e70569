import { describe, expect, it } from '@jest/globals';
import { workflowCommand } from '../../../src/runner/workflow-command.ts';

// Expected is what `@actions/core` writes for the same.
describe('a workflow command', () => {
  it.each<[string, string, string, string | undefined, string]>([
    ['without a title', 'debug', 'all is well', undefined, '::debug::all is well'],
    ['without a message', 'endgroup', '', undefined, '::endgroup::'],
    ['with a title', 'error', 'all is lost', 'Sorry', '::error title=Sorry::all is lost'],
    ['of several lines', 'add-mask', 'first\r\nsecond\n', undefined, '::add-mask::first%0D%0Asecond%0A'],
    ['with what looks escaped already', 'notice', '100 %, %0A', '%2C', '::notice title=%252C::100 %25, %250A'],
    ['with colons and commas', 'warning', 'a::b, c', 'x::y, z=1', '::warning title=x%3A%3Ay%2C z=1::a::b, c'],
    ['with a title of several lines', 'error', 'x', 'a\r\nb', '::error title=a%0D%0Ab::x'],
    ['of wide characters', 'group', '名前 🚀', undefined, '::group::名前 🚀'],
  ])('%s', (_, name, message, title, line) => {
    expect(workflowCommand(name, message, title)).toBe(line);
  });
});
